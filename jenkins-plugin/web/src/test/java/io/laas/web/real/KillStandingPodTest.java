package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server process is killed in each task that a static vpod goes through between two bookings, and while keys change. Whoever
 * comes next gets machines that were proven to be in their known state, and the keys of nobody else.
 */
@Tag("pod")
class KillStandingPodTest extends Killing {
    private static final String VPOD = "/vpods/standing";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl kill-test";

    @Override
    SmallLab lab(Path at) throws IOException {
        return SmallLab.withOneVpod(at);
    }

    @BeforeEach
    void awaitFree() {
        await("the vpod is free").atMost(LONG).until(this::state, "FREE"::equals);
    }

    @Test
    void convergesWhenKilledInEachTaskOfCleaning() throws IOException {
        List<String> standing = lab.leftOnHost();
        String booking = book();
        awaitState(booking, "ACTIVE");
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));

        for (String task : List.of("revert", "verify", "rebuild", "access", "check", "freeze", "pause")) {
            restartWhenIn(task, "CLEAN", booking);
        }

        awaitState(booking, "DONE");
        awaitFree();
        assertNoLeaks();
        assertThat(lab.leftOnHost()).containsExactlyInAnyOrderElementsOf(standing);
        String next = book();
        awaitState(next, "ACTIVE");
        assertThat(api.get("/bookings/" + next).get("vpod").asText()).isEqualTo("standing");
        api.post("/bookings/" + next + "/release", Map.of("reason", "done"));
        awaitState(next, "DONE");
        assertNoLeaks();
    }

    @Test
    void convergesWhenKilledWhileKeysChangeAndWhileMachinesAreAsked() throws IOException {
        String booking = book();
        awaitState(booking, "ACTIVE");
        api.post("/me/keys", Map.of("key", KEY));
        restartWhenIn("access", "ACCESS", booking);
        awaitSucceeded(latest("ACCESS", booking));

        String asked =
                api.post("/bookings/" + booking + "/check", Map.of()).get("id").asText();
        restartWhenIn("check", "CHECK", booking);
        awaitSucceeded(asked);
        awaitState(booking, "ACTIVE");
        assertNoLeaks();
        api.post("/bookings/" + booking + "/release", Map.of("reason", "done"));
        awaitState(booking, "DONE");
        awaitFree();
    }

    private String state() {
        return api.get(VPOD).get("state").asText();
    }

    private String latest(String kind, String booking) {
        String id = "";
        for (JsonNode operation : api.get("/bookings/" + booking + "/operations")) {
            if (operation.get("kind").asText().equals(kind)) {
                id = operation.get("id").asText();
            }
        }
        return id;
    }
}
