package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.pod.Capacity;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.IsoJson;
import io.laas.model.wire.LabJson;
import io.laas.model.wire.RemoteLabJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What labs have. */
class LabsCommandTest extends AtFakeServer {
    private static final String WHY = "Lab lab2 lets certain people book only. Ask keeper@example.org.";

    private static LabJson lab(String id, boolean mayBook, String whyNot) {
        return new LabJson(
                id, "Lab of " + id, "ops@example.org", "Europe/Paris", List.of(), Map.of(), mayBook, whyNot, null);
    }

    private static HostJson host(String id, String lab, String state, String message) {
        return new HostJson(
                id, lab, new Capacity(64, 65536, 1000), new Capacity(24, 49152, 600), "KVM", state, message);
    }

    @Test
    void tellsWhereOneMayBookAndWhichHostsAnswer() {
        server.on("GET /labs", List.of(lab("lab1", true, null), lab("lab2", false, WHY)))
                .on(
                        "GET /hosts",
                        List.of(
                                host("server1", "lab1", "ONLINE", null),
                                host("server2", "lab2", "OFFLINE", "no answer on port 16514")));

        Reply reply = reply("labs");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("Lab of lab1", "ops@example.org", "Europe/Paris", WHY)
                .contains("server1", "online", "24 of 64", "48 of 64 GiB")
                .contains("server2", "offline", "no answer on port 16514");
    }

    @Test
    void saysThatThereIsNone() {
        server.on("GET /labs", List.of());

        assertThat(reply("labs").text()).isEqualTo("There is no lab yet; an admin of LaaS sets one up.");
    }

    @Test
    void passesOnWhyNothingCanBeSeen() {
        server.on("GET /labs", a -> Said.error(403, "FORBIDDEN", "This needs the right VIEW."));

        Reply reply = reply("labs");

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("VIEW");
    }

    @Test
    void tellsWhoServesLabsElsewhereAndWhichAreCutOff() {
        Instant heard = Samples.START.minusSeconds(3600);
        server.on(
                "GET /remote-labs",
                List.of(
                        new RemoteLabJson("berlin", "keeper", "PRESENT", "w1", heard, heard, 2, 1, null),
                        new RemoteLabJson("oslo", "keeper", "LOST", "w2", heard, heard, 0, 3, "lab.yaml:3: no host"),
                        new RemoteLabJson("rome", "roma", "SILENT", null, null, null, 0, 0, null),
                        new RemoteLabJson("ulm", "ulm", "RETIRED", null, null, null, 0, 0, null)));

        Reply reply = reply("labs elsewhere");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("berlin | heard | Thu 26 Mar 14:30 | w1 | keeper | 1 running, 2 waiting")
                .contains("oslo | cut off", "lab.yaml:3: no host")
                .contains("rome | never heard |  |  | roma", "ulm | taken away");
    }

    @Test
    void saysThatNoLabIsElsewhere() {
        server.on("GET /remote-labs", List.of());

        assertThat(reply("labs elsewhere").text()).isEqualTo("No lab is served by a worker elsewhere.");
    }

    @Test
    void showsLabsElsewhereToThoseWhoManageThem() {
        server.on("GET /remote-labs", a -> Said.error(403, "FORBIDDEN", "This needs the right MANAGE_LABS."));

        Reply reply = reply("labs elsewhere");

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("MANAGE_LABS");
    }

    @Test
    void namesIsosBesideTheImages() {
        server.on("GET /images", List.<ImageJson>of())
                .on(
                        "GET /isos",
                        List.of(
                                new IsoJson("tools", "lab1", "Tools for the jump host", null, null),
                                new IsoJson("ubuntu", "lab2", "", "https://c.example.org/u.iso", "0a")));

        assertThat(reply("images").text()).contains("tools", "Tools for the jump host", "ubuntu", "config change");
        assertThat(reply("images lab lab2").text()).contains("ubuntu").doesNotContain("tools");
        assertThat(reply("images lab lab3").text()).isEqualTo("No lab has an image there.");
    }
}
