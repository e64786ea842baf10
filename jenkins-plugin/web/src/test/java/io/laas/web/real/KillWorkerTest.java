package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker of a lab elsewhere is killed while an operation of its is in a certain task. Started again, it is given the operation
 * again after the lease, converges, and leaves nothing behind.
 */
@Tag("pod")
class KillWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final Set<String> BEGUN = Set.of("RUNNING", "DONE", "FAILED", "SKIPPED");

    @TempDir
    Path directory;

    private SmallLab lab;
    private ServerProcess server;
    private WorkerProcess worker;
    private RealApi api;

    @BeforeEach
    void startServerAndWorker() throws IOException {
        lab = SmallLab.create(directory);
        server = new ServerProcess(directory, Desk.file(directory), "--lease", "20");
        api = server.start();
        worker = new WorkerProcess(directory, api, lab.name(), api.base(), lab.file());
        worker.start();
    }

    @AfterEach
    void cleanUp() {
        if (worker != null) {
            worker.close();
        }
        if (server != null) {
            server.close();
            lab.close();
        }
    }

    @Test
    void convergesWhenKilledWhileMakingAndRemovingMachines() throws IOException {
        String booking = "/bookings/"
                + api.post("/bookings", Map.of("pod", "small", "length", "PT1H", "purpose", "kill test"))
                        .get("id")
                        .asText();
        restartWhenIn("machines", "PROVISION", booking);
        JsonNode active = awaitState(booking, "ACTIVE");
        assertThat(active.at("/access/machines").size()).isEqualTo(2);
        assertNoLeaks();

        api.post(booking + "/release", Map.of("reason", "done"));
        restartWhenIn("machines", "REMOVE", booking);
        awaitState(booking, "DONE");
        assertNoLeaks();
        assertThat(lab.leftOnHost()).isEmpty();
    }

    private void restartWhenIn(String task, String kind, String booking) throws IOException {
        await(kind + " is in task " + task)
                .pollInterval(Duration.ofMillis(25))
                .atMost(LONG)
                .until(() -> begun(task, kind, booking));
        worker.kill();
        worker.start();
    }

    private boolean begun(String task, String kind, String booking) {
        for (JsonNode operation : api.get(booking + "/operations")) {
            for (JsonNode each : operation.get("tasks")) {
                if (operation.get("kind").asText().equals(kind)
                        && each.get("task").asText().equals(task)
                        && BEGUN.contains(each.get("state").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private JsonNode awaitState(String booking, String state) {
        JsonNode last = await(booking + " is " + state)
                .atMost(LONG)
                .until(
                        () -> api.get(booking),
                        b -> List.of(state, "DONE", "FAILED", "CANCELLED")
                                .contains(b.get("state").asText()));
        assertThat(last.get("state").asText())
                .as(() -> last.toPrettyString() + "\n" + worker.text())
                .isEqualTo(state);
        return last;
    }

    private void assertNoLeaks() {
        JsonNode report = api.get("/leaks");
        assertThat(report.get("leaks")).as(report::toPrettyString).isEmpty();
        assertThat(report.get("unreachable")).as(report::toPrettyString).isEmpty();
    }
}
