package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ReasonJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Approving and denying. */
class ApprovalCommandsTest {
    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));

    @BeforeEach
    void oneBooking() {
        server.on("GET /bookings/to-approve", List.of(Samples.booking("b-41", "REQUESTED")))
                .on("GET /bookings/b-41", Samples.booking("b-41", "REQUESTED"))
                .on("POST /bookings/b-41/approve", Samples.booking("b-41", "SCHEDULED"))
                .on("POST /bookings/b-41/deny", Samples.booking("b-41", "CANCELLED"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Reply said(String line) {
        return (Reply)
                router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1");
    }

    @Test
    void showsWhatWaitsAndWhy() {
        assertThat(said("approve").text())
                .contains(
                        "alice asks for b-41 (pharos-virtual). Decide until Thu 26 Mar 17:30",
                        "It is 9 days long; what is longer than 3 days needs approval.",
                        "approve b-41",
                        "deny b-41");
        assertThat(server.asked("POST", "/bookings/b-41/approve")).isEmpty();
    }

    @Test
    void letsChooseAmongSeveral() {
        server.on(
                "GET /bookings/to-approve",
                List.of(Samples.booking("b-41", "REQUESTED"), Samples.booking("b-42", "REQUESTED")));
        assertThat(said("approve").text()).contains("These wait for your approval", "approve b-42");
        server.on("GET /bookings/to-approve", List.of());
        assertThat(said("deny").text()).contains("Nothing waits for your approval.");
    }

    @Test
    void approvesWithOrWithoutARemark() {
        assertThat(said("approve b-41 because it is for the release").text()).contains("b-41 of alice is approved.");
        assertThat(server.asked("POST", "/bookings/b-41/approve").get(0).json(ReasonJson.class))
                .isEqualTo(new ReasonJson("it is for the release"));
        said("approve b-41");
        assertThat(server.asked("POST", "/bookings/b-41/approve").get(1).json(ReasonJson.class))
                .isEqualTo(new ReasonJson(null));
    }

    @Test
    void deniesWithAReasonOnly() {
        assertThat(said("deny b-41").text()).contains("After 'because' the reason is needed");
        assertThat(server.asked("POST", "/bookings/b-41/deny")).isEmpty();
        assertThat(said("deny b-41 because the fair is near").text()).contains("b-41 of alice is denied.");
        assertThat(server.asked("POST", "/bookings/b-41/deny").get(0).json(ReasonJson.class))
                .isEqualTo(new ReasonJson("the fair is near"));
    }

    @Test
    void passesOnRefusals() {
        server.on(
                "POST /bookings/b-41/approve",
                a -> Said.error(403, "FORBIDDEN", "Nobody decides about their own booking."));
        Reply no = said("approve b-41");
        assertThat(no.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(no.text()).contains("Nobody decides about their own booking.");
    }
}
