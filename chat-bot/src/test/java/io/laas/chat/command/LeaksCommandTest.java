package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Block;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.model.pod.Capacity;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.LeakJson;
import io.laas.model.wire.LeakReportJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaksCommandTest extends AtFakeServer {
    private static final LeakReportJson CLEAN = new LeakReportJson(List.of(), List.of());

    private static LeakJson leftOver(String host, String name) {
        return new LeakJson("UNTRACKED", host, "vp-7", "domain", name);
    }

    private static HostJson host(String id, String lab) {
        Capacity room = new Capacity(64, 65536, 1000);
        return new HostJson(id, lab, room, room, "KVM", "ONLINE", null);
    }

    private void twoLabs(String... unreachable) {
        server.on("GET /hosts", List.of(host("server1", "lab1"), host("server2", "lab2")))
                .on(
                        "GET /leaks",
                        new LeakReportJson(
                                List.of(
                                        leftOver("server1", "laas-old-node1"),
                                        new LeakJson("MISSING", "server2", "rack2", "network", "laas-rack2-admin")),
                                List.of(unreachable)));
    }

    @Test
    void listsWhatIsLeftOverAndWhatIsMissing() {
        twoLabs("Host server3 does not answer.");

        Reply reply = reply("leaks");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("laas-old-node1 | domain | server1 | vp-7 | is there and belongs to nothing known")
                .contains("laas-rack2-admin | network | server2 | rack2 | should be there and is not")
                .contains("may have more: Host server3 does not answer.", "leaks repair");
    }

    @Test
    void listsThoseOfALabOrAHost() {
        twoLabs();

        assertThat(reply("leaks list lab lab1").text())
                .contains("laas-old-node1")
                .doesNotContain("laas-rack2-admin");
        assertThat(reply("leaks list host server2").text())
                .contains("laas-rack2-admin")
                .doesNotContain("laas-old-node1")
                .doesNotContain("leaks repair");
    }

    @ParameterizedTest
    @CsvSource({
        "leaks list lab lab9, There is no lab lab9 with a host.",
        "leaks list host h9, There is no host h9.",
        "leaks list lab lab1 host server2, There is no host server2 in lab lab1."
    })
    void neverSaysThatAllIsWellWhereNobodyWasAsked(String line, String said) {
        twoLabs();

        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains(said);
        assertThat(server.asked("GET", "/leaks")).isEmpty();
    }

    @Test
    void saysThatAllIsWellOnlyOfThoseThatAnswered() {
        server.on("GET /leaks", CLEAN);
        assertThat(reply("leaks").text()).isEqualTo("Hosts and store agree; nothing is left over.");

        server.on("GET /leaks", new LeakReportJson(List.of(), List.of("Host server3 does not answer.")));
        assertThat(reply("leaks").text())
                .contains("The hosts that answered agree with the store.", "Host server3 does not answer.");
    }

    @Test
    void asksWithWhatIsThereBeforeItRemovesAnything() {
        List<LeakJson> many = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> leftOver("server1", "laas-old-node" + i))
                .toList();
        server.on("GET /leaks", new LeakReportJson(many, List.of()));

        Reply reply = reply("leaks repair");

        assertThat(reply.outcome()).isEqualTo(Outcome.ASKS);
        Block.Confirm confirm = (Block.Confirm) reply.blocks().get(0);
        assertThat(confirm.command()).isEqualTo("leaks repair --yes");
        assertThat(confirm.details())
                .hasSize(12)
                .contains(
                        "domain laas-old-node10 on server1 belongs to nothing known.",
                        "And 2 more; see all with: leaks");
        assertThat(server.asked()).extracting(FakeLaas.Asked::method).containsOnly("GET");
    }

    @Test
    void asksNothingWhereNothingIsLeftOver() {
        server.on("GET /leaks", CLEAN);

        assertThat(reply("leaks repair").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void removesOnceAndTellsWhatIsLeft() {
        server.on(
                "POST /leaks/repair",
                a -> Said.ok(new LeakReportJson(List.of(leftOver("server1", "laas-young-node1")), List.of())));

        Reply reply = reply("leaks repair --yes");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text()).contains("Repaired.", "laas-young-node1");
        assertThat(server.asked("POST", "/leaks/repair")).hasSize(1);
    }

    @Test
    void repairsAllHostsOrNone() {
        Reply reply = reply("leaks repair lab lab1 --yes");

        assertThat(reply.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(reply.text()).contains("'repair' is for all hosts at once");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"leaks, GET /leaks", "leaks repair, GET /leaks", "leaks repair --yes, POST /leaks/repair"})
    void tellsThoseWhoMayNotWhatTheyNeed(String line, String path) {
        server.on(path, a -> Said.error(403, "FORBIDDEN", "This needs the right MANAGE_LABS."));

        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("MANAGE_LABS");
    }
}
