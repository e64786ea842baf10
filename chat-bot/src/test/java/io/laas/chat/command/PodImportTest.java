package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.TextFiles;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.ImportPodJson;
import io.laas.model.wire.ImportedPodJson;
import io.laas.model.wire.MadeJson;
import io.laas.model.wire.PodJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PodImportTest {
    private static final String ANSWERS = "POST /pods/import";

    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final List<String> read = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private TextFiles.Read file(String name) {
        read.add(name);
        return name.endsWith(".yaml")
                ? new TextFiles.Text("text of " + name)
                : new TextFiles.Unread("There is no file " + name + ".");
    }

    private Reply reply(Channel channel, Optional<TextFiles> files, String line) {
        InstantSource clock = InstantSource.fixed(Samples.START);
        Server commands = new Server(c -> client, clock);
        CommandRouter router = new CommandRouter(Commands.all(commands, (who, zone) -> {}, files), clock);
        return (Reply) router.route(line, new Caller(channel, Optional.empty(), ZoneId.of("UTC")), "id-1");
    }

    private Reply reply(String line) {
        return reply(Channel.CONSOLE, Optional.of(this::file), line);
    }

    private static ImportedPodJson made(List<String> notes) {
        PodJson sample = Samples.pod("rack", true);
        MadeJson by = new MadeJson("alice", "PRIVATE", null, 1, Samples.START, false);
        return new ImportedPodJson(new PodJson("lab1", sample.pod(), sample.demand(), true, false, by), notes);
    }

    private ImportPodJson sent() {
        return server.asked("POST", "/pods/import").get(0).json(ImportPodJson.class);
    }

    @Test
    void sendsBothFilesAndShowsThePodWithWhatWasNotKept() {
        server.on(ANSWERS, a -> new Said(201, made(List.of("pdf line 7: nodes[0].remote_management is not kept"))));

        Reply reply = reply("pod import rack file pod1.yaml idf idf-pod1.yaml lab lab1 with nfv");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("Pod rack is made.", "jump | jumphost", "could not be kept:\npdf line 7: nodes[0]");
        assertThat(sent())
                .isEqualTo(new ImportPodJson(
                        "lab1", "rack", "text of pod1.yaml", "text of idf-pod1.yaml", "PROJECT", "nfv"));
    }

    @Test
    void leavesToTheServerWhatWasNotSaid() {
        server.on(ANSWERS, a -> new Said(201, made(List.of())));

        assertThat(reply("pod import rack file pod1.yaml").text()).doesNotContain("could not be kept");
        assertThat(sent()).isEqualTo(new ImportPodJson(null, "rack", "text of pod1.yaml", null, null, null));
    }

    @Test
    void showsWhatIsWrongInWhichLineButNotWithoutEnd() {
        List<String> problems = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> "pdf line " + i + ": " + "x".repeat(1000))
                .toList();
        ErrorJson error =
                new ErrorJson("INVALID", problems.get(0) + " (and 49 more, see details)", Map.of("problems", problems));
        server.on(ANSWERS, a -> new Said(400, error));

        Reply reply = reply("pod import rack file pod1.yaml");

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text())
                .startsWith("pdf line 1: ")
                .contains("pdf line 20: ")
                .doesNotContain("pdf line 21: ")
                .endsWith("And 30 more.");
        assertThat(reply.text()).hasSizeLessThan(20 * 300 + 100);
    }

    @Test
    void passesOnOtherRefusals() {
        server.on(ANSWERS, a -> Said.error(409, "NAME_TAKEN", "There is a pod rack already."));

        Reply reply = reply("pod import rack file pod1.yaml");

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("There is a pod rack already.");
    }

    @Test
    void sendsNothingWhereAFileIsMissing() {
        assertThat(reply("pod import rack file pod1").text()).contains("There is no file pod1.");
        assertThat(reply("pod import rack file pod1.yaml idf idf1").text()).contains("There is no file idf1.");
        assertThat(reply("pod import rack").text()).contains("Say which file is the PDF");
        assertThat(reply("pod import").text()).contains("After 'import' the name of the pod is missing");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void readsNoFileOfTheMachineThatServesAChat() {
        for (Channel channel : List.of(Channel.SLACK, Channel.DISCORD, Channel.CONSOLE)) {
            Reply reply = reply(channel, Optional.empty(), "pod import rack file /etc/hostname");

            assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(reply.text())
                    .contains("This chat does not read files.", "./laas chat", "Import a PDF", "POST /pods/import");
        }
        assertThat(server.asked()).isEmpty();
        assertThat(read).isEmpty();
    }
}
