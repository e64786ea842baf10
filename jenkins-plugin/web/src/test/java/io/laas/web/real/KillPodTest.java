package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server process is killed in each task of an operation, one after the other. Started again on the same data each time, it
 * converges: the booking is served or over as its user wanted, nothing is lost, and the host has nothing that the store does not
 * know.
 */
@Tag("pod")
class KillPodTest {
    private static final Duration LONG = Duration.ofSeconds(150);
    private static final List<String> INSTALLING = List.of(
            "prepare", "pages", "front-script", "serve-pages", "serve-front", "nodes-answer", "green-check", "finish");
    private static final Set<String> BEGUN = Set.of("RUNNING", "DONE", "FAILED", "SKIPPED");

    @TempDir
    Path directory;

    private SmallLab lab;
    private ServerProcess server;
    private RealApi api;

    @BeforeEach
    void startServer() throws IOException {
        lab = SmallLab.create(directory);
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

    @Test
    void convergesWhenKilledInEachTaskOfProvisioning() throws IOException {
        String booking = book();

        for (String task : List.of("networks", "disks", "machines", "access", "check", "freeze")) {
            restartWhenIn(task, "PROVISION", booking);
        }

        awaitState(booking, "ACTIVE");
        assertNoLeaks();
        giveBack(booking);
    }

    @Test
    void convergesWhenKilledInEachTaskOfAReset() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        String reset =
                api.post("/bookings/" + booking + "/reset", Map.of()).get("id").asText();

        for (String task : List.of("revert", "verify", "access", "check")) {
            restartWhenIn(task, "RESET", booking);
        }

        await("reset " + reset + " is done")
                .atMost(LONG)
                .until(() -> api.get("/operations/" + reset).get("state").asText(), "SUCCEEDED"::equals);
        awaitState(booking, "ACTIVE");
        assertNoLeaks();
        giveBack(booking);
    }

    @Test
    void convergesWhenKilledInEachTaskOfSavingDisks() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        api.post("/bookings/" + booking + "/snapshots", Map.of("name", "saved", "machine", "node1"));

        for (String task : List.of("survey", "copy", "seal")) {
            restartWhenIn(task, "SNAPSHOT", booking);
        }

        await("the snapshot is ready")
                .atMost(LONG)
                .until(() -> api.get("/snapshots/saved").get("state").asText(), "READY"::equals);
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        awaitState(booking, "DONE");
        assertNoLeaks();
        api.post("/configs", Map.of("name", "with-saved", "image", "saved"));
        String later = api.post("/bookings", Map.of("pod", "small", "config", "with-saved", "length", "PT1H"))
                .get("id")
                .asText();
        awaitState(later, "ACTIVE");
        api.post("/snapshots/saved/delete", Map.of());
        api.post("/bookings/" + later + "/release", Map.of("reason", "done"));
        awaitState(later, "DONE");
        api.post("/leaks/repair", Map.of());
        assertNothingLeft();
    }

    @Test
    void convergesWhenKilledInEachTaskOfMakingAMachineAnew() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        String made = api.post("/bookings/" + booking + "/machines/node1/reimage", Map.of())
                .get("id")
                .asText();

        for (String task : List.of("act", "ready", "freeze")) {
            restartWhenIn(task, "MACHINE", booking);
        }

        await("machine node1 is made anew")
                .atMost(LONG)
                .until(() -> api.get("/operations/" + made).get("state").asText(), "SUCCEEDED"::equals);
        assertThat(api.get("/bookings/" + booking + "/machines/node1")
                        .get("agent")
                        .asBoolean())
                .isTrue();
        giveBack(booking);
    }

    @Test
    void convergesWhenKilledInEachTaskOfRemoving() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));

        for (String task : List.of("machines", "disks", "networks")) {
            restartWhenIn(task, "REMOVE", booking);
        }

        awaitState(booking, "DONE");
        assertNothingLeft();
    }

    @Test
    void convergesWhenKilledInAnyTaskOfAnInstallation() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        for (String task : INSTALLING) {
            String install = api.post("/bookings/" + booking + "/install", Map.of("installer", "hello-world"))
                    .get("id")
                    .asText();

            restartWhen(task + " of " + install, () -> begun(api.get("/operations/" + install), task));

            await("installation " + install + ", killed in " + task + ", is done")
                    .atMost(LONG)
                    .until(() -> api.get("/operations/" + install).get("state").asText(), "SUCCEEDED"::equals);
            awaitState(booking, "ACTIVE");
            assertNoLeaks();
        }
        giveBack(booking);
    }

    @Test
    void cancelWhileProvisioningLeavesNothing() {
        String booking = book();
        await("machines are being made").atMost(LONG).until(() -> begun("machines", "PROVISION", booking));

        api.post("/bookings/" + booking + "/release", Map.of("reason", "changed my mind"));

        awaitState(booking, "CANCELLED");
        assertNothingLeft();
    }

    private String book() {
        JsonNode booking = api.post("/bookings", Map.of("pod", "small", "length", "PT1H", "purpose", "kill test"));
        return booking.get("id").asText();
    }

    private void restartWhenIn(String task, String kind, String booking) throws IOException {
        restartWhen(kind + " is in task " + task, () -> begun(task, kind, booking));
    }

    private void restartWhen(String what, Callable<Boolean> begun) throws IOException {
        await(what).pollInterval(Duration.ofMillis(25)).atMost(LONG).until(begun);
        server.kill();
        api = server.start();
    }

    private boolean begun(String task, String kind, String booking) {
        for (JsonNode operation : api.get("/bookings/" + booking + "/operations")) {
            if (operation.get("kind").asText().equals(kind) && begun(operation, task)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begun(JsonNode operation, String task) {
        for (JsonNode each : operation.get("tasks")) {
            if (each.get("task").asText().equals(task)
                    && BEGUN.contains(each.get("state").asText())) {
                return true;
            }
        }
        return false;
    }

    private void awaitState(String booking, String state) {
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

    private void giveBack(String booking) {
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        awaitState(booking, "DONE");
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertNoLeaks();
        assertThat(lab.leftOnHost()).isEmpty();
    }

    private void assertNoLeaks() {
        JsonNode report = api.get("/leaks");
        assertThat(report.get("leaks")).as(report.toPrettyString()).isEmpty();
        assertThat(report.get("unreachable")).as(report.toPrettyString()).isEmpty();
    }
}
