package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Live;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.MeJson;
import io.laas.model.wire.MoveJson;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.ShorteningAnswerJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moving bookings, offers from the wait list, and the caller's time zone. */
class PlanningCommandsTest {
    private static final Instant NOW = Samples.START;
    private static final Instant UNTIL = NOW.plusSeconds(900);

    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final List<ZoneId> zones = new ArrayList<>();
    private final CommandRouter router = new CommandRouter(
            Commands.all(
                    new Server(c -> client, InstantSource.fixed(NOW)),
                    (who, zone) -> zones.add(zone),
                    Optional.empty()),
            InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        server.close();
    }

    private Answer answer(String line) {
        return router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1");
    }

    private Reply reply(String line) {
        Answer answer = answer(line);
        assertThat(answer).as(line).isInstanceOf(Reply.class);
        return (Reply) answer;
    }

    private void mine(BookingJson... bookings) {
        server.on("GET /bookings", List.of(bookings));
        for (BookingJson b : bookings) {
            server.on("GET /bookings/" + b.id(), b);
        }
    }

    @Test
    void movesTheOnlyBookingThatIsYetToStart() {
        mine(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "SCHEDULED"));
        server.on("POST /bookings/b-42/move", Samples.booking("b-42", "SCHEDULED"));

        Reply reply = reply("move to saturday 9:00");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("b-42 now starts Thu 26 Mar 16:30 Europe/Paris, until Fri 27 Mar 18:00 Europe/Paris");
        assertThat(server.asked("POST", "/bookings/b-42/move").get(0).json(MoveJson.class))
                .isEqualTo(new MoveJson(Instant.parse("2026-03-28T08:00:00Z")));
    }

    @Test
    void saysWhatMovingNeeds() {
        mine(Samples.booking("b-41", "ACTIVE"));

        assertThat(reply("move b-41").text()).contains("A time is needed", "move b-41 to friday 9:00");
        assertThat(reply("move b-41 to 30/11/2026").text()).contains("read differently");
        assertThat(reply("move to friday").text()).contains("no booking that is yet to start");
    }

    @Test
    void tellsOfAnOfferHowToTakeOrLeaveIt() {
        mine(Samples.offered("b-41", UNTIL));

        assertThat(reply("status").text())
                .contains("b-41 is offered to you until Thu 26 Mar 16:45 Europe/Paris", "accept b-41", "pass b-41");
    }

    @Test
    void followsAnAcceptedOfferUntilItIsHandedOver() throws InterruptedException {
        mine(Samples.booking("b-40", "ACTIVE"), Samples.offered("b-41", UNTIL));
        server.on("POST /bookings/b-41/accept", Samples.booking("b-41", "PROVISIONING"))
                .on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"));

        Live live = (Live) answer("accept");

        assertThat(live.work().run(r -> {}).text()).contains("b-41 is ready", "ssh laas@10.80.0.10");
    }

    @Test
    void anAcceptedOfferForLaterIsSettled() {
        mine(Samples.offered("b-41", UNTIL));
        server.on("POST /bookings/b-41/accept", Samples.booking("b-41", "SCHEDULED"));

        assertThat(reply("accept b-41").text()).contains("b-41 is granted and starts");
    }

    @Test
    void showsAnIdlePodAndKeepsIt() {
        mine(Samples.booking("b-40", "ACTIVE"), Samples.idle("b-41", UNTIL, false));
        server.on("GET /bookings/b-41", Samples.idle("b-41", UNTIL, false))
                .on("POST /bookings/b-41/keep", Samples.booking("b-41", "ACTIVE"));

        assertThat(reply("status b-41").text())
                .contains(
                        "nobody has used it since ",
                        "from Thu 26 Mar 16:45 Europe/Paris on somebody who waits may get it")
                .contains("I still need it");
        assertThat(reply("keep").text()).contains("b-41 stays yours");
    }

    @Test
    void saysThatAnIdlePodMayGoAnyTimeAndThatNoneIsIdle() {
        server.on("GET /bookings/b-41", Samples.idle("b-41", UNTIL, true));
        assertThat(reply("status b-41").text()).contains("somebody who waits may get it any time");
        mine(Samples.booking("b-40", "ACTIVE"));
        assertThat(reply("keep").text()).contains("None of your pods is idle");
    }

    @Test
    void passesAnOfferOn() {
        mine(Samples.offered("b-41", UNTIL));
        server.on("POST /bookings/b-41/release", Samples.booking("b-41", "CANCELLED"));

        Reply asks = reply("pass");
        assertThat(asks.outcome()).isEqualTo(Outcome.ASKS);
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();

        assertThat(reply("pass --yes").text()).contains("b-41 is given up", "offered to whoever is next");
        assertThat(server.asked("POST", "/bookings/b-41/release").get(0).json(ReasonJson.class))
                .isEqualTo(new ReasonJson("Passed the offer on"));
    }

    @Test
    void agreesOrRefusesToEndBeforeAnOutage() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/agree", Samples.booking("b-41", "ACTIVE"))
                .on("POST /bookings/b-41/refuse", Samples.booking("b-41", "ACTIVE"));

        assertThat(reply("accept b-41 outage x-3").text()).contains("b-41 ends ", "before outage x-3");
        assertThat(reply("pass b-41 outage x-3").text()).contains("as booked", "outage x-3 was taken back");
        for (String path : List.of("/bookings/b-41/agree", "/bookings/b-41/refuse")) {
            assertThat(server.asked("POST", path))
                    .singleElement()
                    .satisfies(a ->
                            assertThat(a.json(ShorteningAnswerJson.class)).isEqualTo(new ShorteningAnswerJson("x-3")));
        }
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();
    }

    @Test
    void saysWhyAnAnswerToAnOutageDoesNotCountAnyMore() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/agree", a -> Said.error(409, "WRONG_STATE", "It is not asked any more."));

        assertThat(reply("accept b-41 outage x-3").text()).contains("It is not asked any more.");
    }

    @Test
    void passNeverEndsWhatWasNotOffered() {
        mine(Samples.booking("b-41", "ACTIVE"));

        assertThat(reply("pass b-41").text()).contains("b-41 is not an offer", "release b-41");
        assertThat(reply("pass").text()).contains("Nothing is offered to you");
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();
    }

    @Test
    void passesOnWhyAnOfferCannotBeTaken() {
        mine(Samples.booking("b-41", "SCHEDULED"));
        server.on(
                "POST /bookings/b-41/accept",
                a -> Said.error(409, "WRONG_STATE", "Booking b-41 is SCHEDULED: there is no offer to accept."));

        assertThat(reply("accept b-41").text()).contains("there is no offer to accept");
    }

    @Test
    void showsAndSetsTheZone() {
        server.on(
                "POST /me/zone",
                a -> Said.ok(new MeJson("alice", List.of(), a.json(MeJson.class).zone())));

        assertThat(reply("zone").text()).contains("in Europe/Paris; it is Thu 26 Mar 16:30 Europe/Paris");
        assertThat(reply("zone america/new_york").text())
                .contains("From now on", "America/New_York; it is Thu 26 Mar 11:30 America/New_York");
        assertThat(server.asked("POST", "/me/zone").get(0).json(MeJson.class).zone())
                .isEqualTo("America/New_York");
        assertThat(zones).containsExactly(ZoneId.of("America/New_York"));
    }

    @Test
    void namesTheNearestZone() {
        assertThat(reply("zone Europe/Pariss").text()).contains("is not a time zone", "Did you mean: Europe/Paris");
        assertThat(server.asked()).isEmpty();
    }
}
