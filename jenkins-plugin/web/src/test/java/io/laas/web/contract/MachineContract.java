package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single machines over HTTP: what they say, what they print, what is done to them, and by whom. */
public abstract class MachineContract extends ApiContract {
    private static String path(String booking, String machine, String rest) {
        return "/bookings/" + booking + "/machines/" + machine + rest;
    }

    private void awaitEnd(ApiClient owner, JsonNode operation) {
        String id = operation.path("id").asText();
        assertThat(operation.path("kind").asText()).isEqualTo("MACHINE");
        await(id + " has ended")
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/operations/" + id)
                        .expect(200)
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"));
    }

    @Test
    void membersLookAtAMachineAndItsConsole() {
        ApiClient owner = booker();
        String booking = active(owner);
        JsonNode machine = owner.get(path(booking, "node", "")).expect(200);
        assertThat(machine.path("state").asText()).isEqualTo("RUNNING");
        assertThat(machine.path("agent").asBoolean()).isTrue();
        assertThat(machine.path("ssh").asText()).isEqualTo("UNKNOWN");
        assertThat(machine.at("/facts/0").asText()).isEqualTo("hostname node");
        JsonNode console = owner.get(path(booking, "node", "/console")).expect(200);
        assertThat(console.path("text").asText()).isEqualTo("boot of node\n");
        assertThat(owner.get(path(
                                booking,
                                "node",
                                "/console?after=" + console.path("next").asText()))
                        .expect(200)
                        .path("text")
                        .asText())
                .isEmpty();
        String friend = aName("friend");
        owner.post("/bookings/" + booking + "/collaborators", "add", List.of(friend))
                .expect(200);
        caller(friend, io.laas.engine.account.Right.VIEW)
                .get(path(booking, "jump", "/console"))
                .expect(200);
    }

    @Test
    void streamsTheConsoleAsDataThatTheGuestCannotBreakOutOf() throws Exception {
        ApiClient owner = booker();
        String stream = path(active(owner), "node", "/console/stream");
        try (var lines = new BufferedReader(new InputStreamReader(
                owner.with("Accept", "text/event-stream").open(stream).body(), StandardCharsets.UTF_8))) {
            String data =
                    lines.lines().filter(l -> l.startsWith("data:")).findFirst().orElseThrow();
            JsonNode part = ApiClient.JSON.readTree(data.substring("data:".length()));
            assertThat(part.path("text").asText()).isEqualTo("boot of node\n");
            assertThat(part.path("next").asLong()).isEqualTo("boot of node\n".length());
        }
    }

    @Test
    void membersWorkOnOneMachine() {
        ApiClient owner = booker();
        String booking = active(owner);
        for (String action : List.of("SHUT_DOWN", "ON", "off", "CYCLE")) {
            awaitEnd(
                    owner,
                    owner.post(path(booking, "node", "/power"), "action", action)
                            .expect(200));
        }
        awaitEnd(owner, owner.postNothing(path(booking, "node", "/reset")).expect(200));
        awaitEnd(owner, owner.postNothing(path(booking, "jump", "/reimage")).expect(200));
    }

    @Test
    void nobodyElseSeesOrTouchesAMachine() {
        ApiClient owner = booker();
        ApiClient stranger = booker();
        String booking = active(owner);
        String others = active(stranger);
        for (String rest : List.of("", "/console", "/console/stream")) {
            assertThat(stranger.get(path(booking, "node", rest)).refused(403, "FORBIDDEN"))
                    .contains("is needed to look at its machines");
        }
        stranger.post(path(booking, "node", "/power"), "action", "OFF").refused(403, "FORBIDDEN");
        stranger.postNothing(path(booking, "node", "/reset")).refused(403, "FORBIDDEN");
        stranger.postNothing(path(booking, "node", "/reimage")).refused(403, "FORBIDDEN");
        admin().get(path(booking, "node", "")).expect(200);
        assertThat(others).isNotEqualTo(booking);
    }

    @Test
    void refusesWhatIsNotThere() {
        ApiClient owner = booker();
        String booking = active(owner);
        assertThat(owner.get(path(booking, "node9", "")).refused(404, "UNKNOWN_MACHINE"))
                .contains("has no machine node9. Machines: jump, node.");
        owner.post(path(booking, "node9", "/power"), "action", "ON").refused(404, "UNKNOWN_MACHINE");
        assertThat(owner.post(path(booking, "node", "/power"), "action", "EXPLODE")
                        .refused(400, "INVALID"))
                .contains("action must be one of ON, SHUT_DOWN, OFF, CYCLE");
        owner.get(path(booking, "node", "/console?after=-1")).refused(400, "INVALID");
        owner.get(path("b-999999", "node", "")).refused(404, "UNKNOWN_BOOKING");
        owner.post("/bookings/" + booking + "/release", "reason", "").expect(200);
        owner.get(path(booking, "node", "/console")).refused(409, "WRONG_STATE");
        owner.post(path(booking, "node", "/power"), "action", "ON").refused(409, "WRONG_STATE");
    }
}
