package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server process over a lab of real machines that is killed in tasks of operations and started again on the same data. */
abstract class Killing {
    static final Duration LONG = Duration.ofSeconds(150);
    private static final Set<String> BEGUN = Set.of("RUNNING", "DONE", "FAILED", "SKIPPED");

    @TempDir
    Path directory;

    SmallLab lab;
    RealApi api;
    private ServerProcess server;

    /** Makes the lab that the server serves. */
    abstract SmallLab lab(Path at) throws IOException;

    @BeforeEach
    void startServer() throws IOException {
        lab = lab(directory);
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

    final String book() {
        JsonNode booking = api.post("/bookings", Map.of("pod", "small", "length", "PT1H", "purpose", "kill test"));
        return booking.get("id").asText();
    }

    final void restartWhenIn(String task, String kind, String booking) throws IOException {
        restartWhen(kind + " is in task " + task, () -> begun(task, kind, booking));
    }

    final void restartWhen(String what, Callable<Boolean> begun) throws IOException {
        await(what).pollInterval(Duration.ofMillis(25)).atMost(LONG).until(begun);
        server.kill();
        api = server.start();
    }

    final boolean begun(String task, String kind, String booking) {
        for (JsonNode operation : api.get("/bookings/" + booking + "/operations")) {
            if (operation.get("kind").asText().equals(kind) && begun(operation, task)) {
                return true;
            }
        }
        return false;
    }

    static boolean begun(JsonNode operation, String task) {
        for (JsonNode each : operation.get("tasks")) {
            if (each.get("task").asText().equals(task)
                    && BEGUN.contains(each.get("state").asText())) {
                return true;
            }
        }
        return false;
    }

    final void awaitState(String booking, String state) {
        Instant deadline = Instant.now().plus(LONG);
        JsonNode last = await(booking + " is " + state)
                .atMost(LONG.multipliedBy(2))
                .until(
                        () -> api.get("/bookings/" + booking),
                        b -> isFinal(b, state) || Instant.now().isAfter(deadline));
        assertThat(last.get("state").asText())
                .as(() -> last.toPrettyString() + "\n" + server.logText())
                .isEqualTo(state);
    }

    private static boolean isFinal(JsonNode booking, String wanted) {
        String state = booking.get("state").asText();
        return state.equals(wanted) || Set.of("DONE", "FAILED", "CANCELLED").contains(state);
    }

    final void giveBack(String booking) {
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        awaitState(booking, "DONE");
        assertNothingLeft();
    }

    final void assertNothingLeft() {
        assertNoLeaks();
        assertThat(lab.leftOnHost()).isEmpty();
    }

    final void assertNoLeaks() {
        JsonNode report = api.get("/leaks");
        assertThat(report.get("leaks")).as(report.toPrettyString()).isEmpty();
        assertThat(report.get("unreachable")).as(report.toPrettyString()).isEmpty();
    }

    /** Waits until the operation has done what it was for. */
    final void awaitSucceeded(String operation) {
        JsonNode last = await(operation + " is over")
                .atMost(LONG)
                .until(() -> api.get("/operations/" + operation), o -> o.hasNonNull("finishedAt"));
        assertThat(last.get("state").asText())
                .as(() -> last.toPrettyString() + "\n" + server.logText())
                .isEqualTo("SUCCEEDED");
    }
}
