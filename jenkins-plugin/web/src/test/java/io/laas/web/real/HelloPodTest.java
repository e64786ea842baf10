package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installers and a lab's own tasks on real machines, by a server process that is killed in between. */
@Tag("pod")
class HelloPodTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    /** Its first script takes long enough to be met by a killed server; the second step sees whether it ran once. */
    private static final String ONCE = """
            installer: once
            parameters:
              - {name: token, secret: true}
            steps:
              - name: slow
                on: all
                script: |
                  echo begun >>/tmp/once
                  echo "working with $LAAS_PARAM_TOKEN on $LAAS_MACHINE"
                  sleep 10
              - name: proof
                on: all
                check: {command: '[ "$(wc -l </tmp/once)" -eq 1 ]'}
                timeout: 10s
            """;

    private static final String BAD = """
            installer: bad
            steps:
              - {name: mark, on: all, script: 'touch /tmp/mark', undo: 'rm /tmp/mark'}
              - {name: fall, on: nodes, script: 'ls /tmp/mark; echo out of luck >&2; exit 3'}
            """;

    private static final String UNDONE = """
            installer: undone
            steps:
              - {name: gone, on: all, check: {command: '[ ! -e /tmp/mark ]'}, timeout: 10s}
            """;

    private static final String WORKFLOW = """
            workflow: note
            tasks:
              - name: note-access
                operation: provision
                before: freeze
                on: all
                script: echo "$LAAS_MACHINE of $LAAS_LAB" >/var/tmp/noted
            """;

    private static final String NOTED = """
            installer: noted
            steps:
              - {name: look, on: all, check: {command: 'grep -q " of kill-test" /var/tmp/noted'}, timeout: 10s}
            """;

    private static final String EQUIPMENT = """
            installer: equipment
            steps:
              - {name: put, on: all, script: 'echo "$LAAS_MACHINE" >/var/tmp/equipped'}
            """;

    private static final String EQUIPPED = """
            installer: equipped
            steps:
              - {name: look, on: all, check: {command: 'grep -qx "$LAAS_MACHINE" /var/tmp/equipped'}, timeout: 10s}
              - {name: lose, on: all, script: 'rm /var/tmp/equipped'}
            """;

    @TempDir
    Path directory;

    private SmallLab lab;
    private ServerProcess server;
    private RealApi api;

    @BeforeEach
    void startServer() throws IOException {
        lab = SmallLab.create(directory);
        drop("installers/once.yaml", ONCE);
        drop("installers/bad.yaml", BAD);
        drop("installers/undone.yaml", UNDONE);
        drop("installers/noted.yaml", NOTED);
        drop("installers/equipment.yaml", EQUIPMENT);
        drop("installers/equipped.yaml", EQUIPPED);
        drop("workflow/note.yaml", WORKFLOW);
        server = new ServerProcess(directory, lab.file());
        api = server.start();
    }

    @AfterEach
    void cleanUp() {
        if (server != null) {
            server.close();
            lab.close();
        }
    }

    private void drop(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void helloAnswersAndInstallersLiveThroughAKilledServer() throws Exception {
        String booking = active("plain");
        String jump = api.get("/bookings/" + booking).at("/access/address").asText();

        JsonNode hello = over(install(booking, "hello-world", Map.of("greeting", "Guten Tag", "port", "8081")));
        assertThat(hello.path("state").asText())
                .as(() -> hello.toPrettyString() + server.logText())
                .isEqualTo("SUCCEEDED");
        assertThat(message(hello, "green-check"))
                .isEqualTo("http://%s:8081/cgi-bin/hello answers from outside the pod".formatted(jump));
        assertThat(page("http://%s:8081/cgi-bin/hello".formatted(jump))).contains("<li>Guten Tag from node1</li>");

        assertThat(over(install(booking, "noted", Map.of())).path("state").asText())
                .as("the lab's own task was done before the pod was handed over")
                .isEqualTo("SUCCEEDED");

        String once = install(booking, "once", Map.of("token", "geheim4711"));
        await("the script runs")
                .atMost(LONG)
                .until(() -> message(operation(once), "slow").contains("working with"));
        assertThat(message(operation(once), "slow"))
                .contains("working with *** on ")
                .doesNotContain("geheim4711");
        server.kill();
        api = server.start();
        JsonNode taken = over(once);
        assertThat(taken.path("state").asText()).as(taken::toPrettyString).isEqualTo("SUCCEEDED");

        JsonNode bad = over(install(booking, "bad", Map.of()));
        assertThat(bad.path("state").asText()).isEqualTo("FAILED");
        assertThat(bad.path("reason").asText())
                .isEqualTo(
                        "fall: Machine node1: the script ended with exit code 3; its last line: out of luck; taken back: mark.");
        assertThat(bad.path("consoleTail").asText()).isEqualTo("/tmp/mark\nout of luck\n");
        assertThat(over(install(booking, "undone", Map.of())).path("state").asText())
                .isEqualTo("SUCCEEDED");

        assertThat(server.logText()).doesNotContain("geheim4711");
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        await("the booking is over")
                .atMost(LONG)
                .until(() ->
                        api.get("/bookings/" + booking).path("state").asText().equals("DONE"));
        assertThat(lab.leftOnHost()).isEmpty();
    }

    @Test
    void whatTheConfigInstallsComesBackWithAReset() {
        String booking = active("equipped");
        assertThat(over(install(booking, "equipped", Map.of())).path("state").asText())
                .isEqualTo("SUCCEEDED");
        assertThat(over(install(booking, "equipped", Map.of())).path("reason").asText())
                .as("it is gone now")
                .startsWith("look: Machine ");
        String reset =
                api.post("/bookings/" + booking + "/reset", Map.of()).path("id").asText();
        assertThat(message(over(reset), "install-put")).isEqualTo("the known state holds it");
        assertThat(over(install(booking, "equipped", Map.of())).path("state").asText())
                .isEqualTo("SUCCEEDED");
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        await("the booking is over")
                .atMost(LONG)
                .until(() ->
                        api.get("/bookings/" + booking).path("state").asText().equals("DONE"));
        assertThat(lab.leftOnHost()).isEmpty();
    }

    private String active(String config) {
        String id = api.post(
                        "/bookings",
                        Map.of("pod", "small", "config", config, "length", "PT1H", "purpose", "hello test"))
                .path("id")
                .asText();
        JsonNode booking = await(id + " is handed over or will not be")
                .atMost(LONG)
                .until(
                        () -> api.get("/bookings/" + id),
                        b -> Set.of("ACTIVE", "FAILED", "CANCELLED")
                                .contains(b.path("state").asText()));
        assertThat(booking.path("state").asText())
                .as(() -> booking.toPrettyString() + server.logText())
                .isEqualTo("ACTIVE");
        return id;
    }

    private String install(String booking, String installer, Map<String, String> values) {
        return api.post("/bookings/" + booking + "/install", Map.of("installer", installer, "parameters", values))
                .path("id")
                .asText();
    }

    private JsonNode operation(String id) {
        return api.get("/operations/" + id);
    }

    private JsonNode over(String operation) {
        return await(operation + " is over")
                .atMost(LONG)
                .until(
                        () -> operation(operation),
                        o -> OVER.contains(o.path("state").asText()));
    }

    private static String message(JsonNode operation, String task) {
        for (JsonNode each : operation.path("tasks")) {
            if (each.path("task").asText().equals(task)) {
                return each.path("message").asText();
            }
        }
        return "";
    }

    private static String page(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
