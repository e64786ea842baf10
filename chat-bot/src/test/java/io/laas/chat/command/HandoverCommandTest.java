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
import io.laas.model.wire.HandOverJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoverCommandTest {
    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));

    @BeforeEach
    void oneBooking() {
        server.on("GET /bookings", List.of(Samples.booking("b-41", "ACTIVE")))
                .on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"))
                .on("POST /bookings/b-41/hand-over", Samples.booking("b-41", "ACTIVE"));
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
    void asksBeforeItGivesABookingAway() {
        Reply asked = said("handover to @bob --stay");

        assertThat(asked.outcome()).isEqualTo(Outcome.ASKS);
        assertThat(asked.text())
                .contains(
                        "Give b-41 (pharos-virtual) to bob?",
                        "alice keeps working with it",
                        "handover b-41 to @bob --stay --yes");
        assertThat(server.asked("POST", "/bookings/b-41/hand-over")).isEmpty();
    }

    @Test
    void givesItAway() {
        assertThat(said("handover b-41 to bob --yes").text()).contains("b-41 is alice's now.");
        assertThat(server.asked("POST", "/bookings/b-41/hand-over").get(0).json(HandOverJson.class))
                .isEqualTo(new HandOverJson("bob", false));
    }

    @Test
    void needsOnePersonAndPassesOnRefusals() {
        assertThat(said("handover b-41").text()).contains("After 'to' the one who gets it is needed");
        assertThat(said("handover b-41 to @bob @carol").text()).contains("After 'to'");
        server.on("POST /bookings/b-41/hand-over", a -> Said.error(409, "QUOTA", "bob has 2 running bookings."));
        assertThat(said("handover b-41 to @bob --yes").text()).contains("bob has 2 running bookings.");
    }
}
