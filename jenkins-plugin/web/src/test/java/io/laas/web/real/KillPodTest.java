package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server process is killed in each task of an operation, one after the other. Started again on the same data each time, it
 * converges: the booking is served or over as its user wanted, nothing is lost, and the host has nothing that the store does not
 * know.
 */
@Tag("pod")
class KillPodTest extends Killing {
    private static final List<String> INSTALLING = List.of(
            "prepare", "pages", "front-script", "serve-pages", "serve-front", "nodes-answer", "green-check", "finish");

    @Override
    SmallLab lab(Path directory) throws IOException {
        return SmallLab.create(directory);
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
}
