package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.TextFiles;
import io.laas.chat.testing.ShiftedClock;
import io.laas.chat.testing.StagedPods;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.WireJson;
import io.laas.web.standalone.LabServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands at a real server. */
class ServedCommandsTest {
    @TempDir
    private Path directory;

    private final ShiftedClock clock = new ShiftedClock();
    private final StagedPods pods = new StagedPods();
    private final Map<String, String> files = new HashMap<>();
    private LabServer server;

    @BeforeEach
    void start() {
        server = new LabServer(directory, pods, clock);
    }

    @AfterEach
    void close() {
        server.close();
        pods.close();
    }

    private CommandRouter router(String user, Right... rights) {
        LaasClient client =
                new LaasClient(ClientSettings.of(server.uri(), server.token(user, rights), Channel.CONSOLE));
        Server commands = new Server(c -> client, clock);
        Optional<TextFiles> texts = Optional.of(name -> new TextFiles.Text(files.get(name)));
        return new CommandRouter(Commands.all(commands, (who, zone) -> {}, texts), clock);
    }

    private static Reply reply(CommandRouter router, String line) {
        Caller caller = new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("UTC"));
        return (Reply) router.route(line, caller, UUID.randomUUID().toString());
    }

    private HttpResponse<String> post(String token, String path, String json) throws IOException, InterruptedException {
        URI address = server.uri().resolve("api/v1" + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsLeftOverIsSeenAndRemovedByThoseWhoManageLabs() {
        pods.leaveBehind("snap-of-old.qcow2");
        CommandRouter admin = router("ann", Right.MANAGE_LABS);

        assertThat(reply(router("bob", Right.VIEW, Right.BOOK), "leaks repair --yes")
                        .text())
                .contains("MANAGE_LABS");
        assertThat(reply(admin, "leaks list lab lab1").text())
                .contains("snap-of-old.qcow2 | snapshot | big | unknown | is there and belongs to nothing known");
        assertThat(reply(admin, "leaks list lab elsewhere").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply(admin, "leaks repair").outcome()).isEqualTo(Outcome.ASKS);
        assertThat(reply(admin, "leaks repair --yes").text())
                .contains("Repaired.", "Hosts and store agree; nothing is left over.");
    }

    @Test
    void aLabElsewhereIsHeardAndCutOff() throws Exception {
        CommandRouter admin = router("ann", Right.MANAGE_LABS);
        String worker = server.token("keeper", Right.SERVE_LAB);
        assertThat(reply(admin, "labs elsewhere").text()).isEqualTo("No lab is served by a worker elsewhere.");

        String manager = server.token("ann", Right.MANAGE_LABS);
        assertThat(post(manager, "/remote-labs", "{\"lab\":\"berlin\",\"user\":\"keeper\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(reply(admin, "labs elsewhere").text()).contains("berlin | never heard |  |  | keeper");

        clock.stop();
        assertThat(post(worker, "/lab/heartbeat", "{\"session\":\"session-1\",\"worker\":\"w1\",\"hosts\":[]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(reply(admin, "labs elsewhere").text()).contains("berlin | heard | ", " | w1 | keeper");

        clock.advance(Duration.ofHours(1));
        assertThat(reply(admin, "labs elsewhere").text()).contains("berlin | cut off | ");
        assertThat(reply(router("bob", Right.VIEW, Right.BOOK), "labs elsewhere")
                        .text())
                .contains("MANAGE_LABS");
    }

    @Test
    void aPodIsMadeOfThePdfOfAnother() throws Exception {
        String token = server.token("bob", Right.VIEW, Right.BOOK);
        String drawn = """
                {"name": "drawn", "networks": [{"name": "admin", "addressing": "DHCP"}], "nodes": [
                  {"name": "jump", "role": "JUMPHOST", "cores": 1, "memoryMiB": 512, "diskGiB": 10, "nics": [{"network": "admin"}]},
                  {"name": "node1", "role": "COMPUTE", "cores": 2, "memoryMiB": 1024, "diskGiB": 20, "nics": [{"network": "admin"}]}]}
                """;
        HttpResponse<String> described = post(token, "/pods/describe", drawn);
        assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
        files.put(
                "rack.yaml",
                WireJson.strict().readTree(described.body()).path("pdf").asText());
        files.put("bad.yaml", "version: 1.0\njumphost:\n  name: jump\n  node: {cores: 0x, memory: 1G}\n  disks: []\n");
        CommandRouter booker = router("bob", Right.VIEW, Right.BOOK);

        assertThat(reply(booker, "pod import bad file bad.yaml").text())
                .startsWith("pdf line 4: jumphost.node.cores must be a whole number")
                .contains("\npdf line 5: jumphost.disks must not be empty");
        assertThat(reply(booker, "pod import rack file rack.yaml").text())
                .contains("Pod rack is made.", "node1 | node | 2 | 1024 MiB | 20 GiB | admin");
        assertThat(reply(booker, "pod show rack").text()).contains("bob's, not shared, version 1");
        assertThat(reply(booker, "pod import rack file rack.yaml").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply(router("eve", Right.VIEW), "pod import other file rack.yaml")
                        .text())
                .contains("BOOK");
    }

    @Test
    void everybodyDeletesDraftsOfTheirOwn() throws Exception {
        String token = server.token("bob", Right.VIEW, Right.BOOK);
        HttpResponse<String> kept =
                post(token, "/drafts", "{\"title\": \"For nfv\", \"content\": {\"pod\": \"whale\"}}");
        String id = WireJson.strict().readTree(kept.body()).path("id").asText();
        CommandRouter owner = router("bob", Right.VIEW, Right.BOOK);

        assertThat(reply(owner, "drafts").text()).contains(id + " | For nfv | ");
        CommandRouter other = router("eve", Right.VIEW, Right.BOOK);
        assertThat(reply(other, "drafts").text()).contains("You have no draft.");
        assertThat(reply(other, "drafts delete " + id + " --yes").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply(owner, "drafts delete seven --yes").text()).contains("the number of a draft");
        assertThat(reply(owner, "drafts delete " + id + " --yes").outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply(owner, "drafts").text()).contains("You have no draft.");
    }
}
