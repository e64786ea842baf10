package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.web.auth.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackEndToEndTest extends SlackBotTest {
    @Test
    void tellsHowThingsStand() {
        FakeSlack.Answer answer = ask(ALICE, "status");

        assertThat(answer.shown()).contains("You have no booking.", "Free now: pharos-virtual");
        assertThat(SlackClient.action(answer.blocks(), "Book")).startsWith("laas:");
    }

    @Test
    void oneMessageOfABookingFollowsItUntilItIsOver() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h \"nfv tests\"");

        FakeSlack.Message building = message(WITH_ALICE, "half of them");
        assertThat(building.shown()).contains("Building the pod", "<date ");
        assertThat(building.text()).contains("<!date^");
        rig.pods().report(80, "five of six");
        assertThat(message(WITH_ALICE, "five of six").shown()).contains("80 %");
        rig.pods().letGo();
        FakeSlack.Message ready = message(WITH_ALICE, "is ready");
        assertThat(ready.shown()).contains("ssh ", "nfv tests", "Extend", "Reset", "Release");
        assertThat(bookings(alice).get(0).channel()).isEqualTo("SLACK");

        alice.release(bookings(alice).get(0).id(), "done");
        FakeSlack.Message over = message(WITH_ALICE, "is over and clean");

        assertThat(List.of(ready.ts(), over.ts())).containsOnly(building.ts());
        assertThat(over.shown()).doesNotContain("ssh ", "Extend");
        assertThat(slack.messages(WITH_ALICE)).as("whoever released it knows").hasSize(1);
    }

    @Test
    void channelSeesTheBookingAndItsMembersAloneHowToGetIn() {
        client.type(ALICE, "C1", "book pharos-virtual for 2h with <@UBOB|bob>");

        FakeSlack.Message shared = message("C1", "is ready");
        assertThat(shared.shown()).contains("were sent directly").doesNotContain("ssh ");
        assertThat(shared.text()).doesNotContain("ssh ");
        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ");
        assertThat(message("DUBOB", "is ready").shown()).contains("ssh ");
        assertThat(bookings(alice).get(0).collaborators()).containsExactly("bob");
    }

    @Test
    void buttonsExtendOnceHoweverOftenTheyArePressed() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        BookingJson before = bookings(alice).get(0);
        String action = SlackClient.action(ready.blocks(), "Extend 1 d");

        client.post(client.press(ALICE, WITH_ALICE, action, false, "t-1"));
        client.post(client.press(ALICE, WITH_ALICE, action, false, "t-2"));
        client.post(client.press(ALICE, WITH_ALICE, action, false, "t-1"));

        String both = answer("t-1").shown() + answer("t-2").shown();
        assertThat(both).contains("now ends", "done already");
        await().atMost(Waits.LONG)
                .untilAsserted(() ->
                        assertThat(slack.messages(WITH_ALICE).get(0).edits()).isGreaterThan(ready.edits()));
        assertThat(booking(before.id()).end()).isEqualTo(before.end().plus(Duration.ofDays(1)));
        assertThat(answered("t-1")).as("the replay is not answered").hasSize(1);
        assertThat(alice.bookingEvents(before.id()).value().orElseThrow())
                .filteredOn(e -> e.type().equals("BOOKING_EXTENDED"))
                .singleElement()
                .satisfies(e -> assertThat(e.user() + " by " + e.channel()).isEqualTo("alice by SLACK"));
    }

    @Test
    void furtherLengthsAreOfferedAsFarAsTheyArePossible() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        BookingJson before = bookings(alice).get(0);

        answer(client.press(ALICE, ready, "Extend…"));
        FakeSlack.Answer offers = answer(client.press(ALICE, ready, "Extend…"));
        assertThat(offers.shown()).contains("Extend 2 h", "Extend 1 d").doesNotContain("Extend 3 d", "Extend 1 w");
        assertThat(answer(client.press(ALICE, WITH_ALICE, offers, "Extend 2 h")).shown())
                .contains("now ends");
        assertThat(booking(before.id()).end()).isEqualTo(before.end().plus(Duration.ofHours(2)));
    }

    @Test
    void helloIsSaidByAButtonAndAnsweredInAMessageOfItsOwn() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");

        client.press(ALICE, ready, "Hello");

        FakeSlack.Message hello = message(WITH_ALICE, "hello from b-1");
        assertThat(hello.ts()).isNotEqualTo(ready.ts());
        assertThat(slack.messages(WITH_ALICE)).hasSize(2);
    }

    @Test
    void snapshotButtonOffersANameAndItsProgressIsFollowed() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");

        FakeSlack.Answer name = answer(client.press(ALICE, ready, "Snapshot"));
        String label = name.shown()
                .lines()
                .filter(l -> l.startsWith("Save as "))
                .findFirst()
                .orElseThrow();
        client.press(ALICE, WITH_ALICE, name, label);

        await().atMost(Waits.LONG).until(() -> slack.messages(WITH_ALICE).size() == 2);
        assertThat(ask(ALICE, "snapshots").shown()).contains(label.substring("Save as ".length()));
        assertThat(answer(client.press(BOB, ready, "Snapshot")).shown()).contains("somebody else");
    }

    @Test
    void detailsAreForTheOneWhoAsks() {
        client.type(ALICE, "C1", "book pharos-virtual for 2h");
        FakeSlack.Message shared = message("C1", "is ready");

        assertThat(answer(client.press(ALICE, shared, "Details")).shown()).contains("ssh ", "pharos-virtual");
        assertThat(answer(client.press(BOB, shared, "Details")).shown())
                .contains("pharos-virtual")
                .doesNotContain("ssh ");
    }

    @Test
    void releaseAsksTheOneWhoPressedAndNobodyElseCanSayYes() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        String id = bookings(alice).get(0).id();

        FakeSlack.Answer asks = answer(client.press(ALICE, ready, "Release"));
        assertThat(asks.shown()).contains("End " + id, "is lost", "Cancel");
        FakeSlack.Answer strange = answer(client.press(BOB, WITH_ALICE, asks, "Release"));
        assertThat(strange.shown()).contains("for somebody else");
        assertThat(booking(id).state()).isEqualTo("ACTIVE");

        FakeSlack.Answer done = answer(client.press(ALICE, WITH_ALICE, asks, "Release"));
        assertThat(done.shown()).contains("is released");
        assertThat(done.replaces()).as("the question is gone").isTrue();
        await().atMost(Waits.LONG).until(() -> booking(id).state().equals("DONE"));
    }

    @Test
    void noMeansThatNothingHappens() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");

        FakeSlack.Answer asks = answer(client.press(ALICE, ready, "Reset"));
        FakeSlack.Answer no = answer(client.press(ALICE, WITH_ALICE, asks, "Cancel"));

        assertThat(no.shown()).contains("Not done.");
        assertThat(bookings(alice).get(0).operation().kind()).isEqualTo("PROVISION");
    }

    @Test
    void questionsAreGoodForTenMinutes() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        FakeSlack.Answer asks = answer(client.press(ALICE, ready, "Release"));

        rig.clock().advance(Duration.ofMinutes(11));

        assertThat(answer(client.press(ALICE, WITH_ALICE, asks, "Release")).shown())
                .contains("too old");
        assertThat(bookings(alice).get(0).state()).isEqualTo("ACTIVE");
    }

    @Test
    void resetFollowsTheOperationInAMessageOfItsOwn() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        rig.pods().hold();

        FakeSlack.Answer asks = answer(client.press(ALICE, ready, "Reset"));
        client.press(ALICE, WITH_ALICE, asks, "Reset");

        await().atMost(Waits.LONG).until(() -> slack.messages(WITH_ALICE).size() == 2);
        FakeSlack.Message resetting = slack.messages(WITH_ALICE).get(1);
        assertThat(resetting.shown()).contains("Resetting the pod");
        rig.pods().letGo();
        FakeSlack.Message reset = message(WITH_ALICE, "back in the state");
        assertThat(reset.ts()).isEqualTo(resetting.ts()).isNotEqualTo(ready.ts());
        assertThat(reset.shown()).contains("ssh ");
    }

    @Test
    void failedBookingSaysWhy() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        await().atMost(Waits.LONG).until(() -> rig.pods().waiting() == 1);

        rig.pods().fail("node1 never answered");

        assertThat(message(WITH_ALICE, "node1 never answered").shown()).contains("failed");
    }

    @Test
    void somebodyWhoIsNotLinkedIsToldHowToAndCanThen() {
        FakeSlack.Answer stranger = ask("UCAROL", "status");
        assertThat(stranger.shown()).contains("not linked", "/laas link CODE").doesNotContain("POST");
        assertThat(ask("UCAROL", "book pharos-virtual for 2h").shown()).contains("not linked");

        var carol = rig.client(rig.server().token("carol", Right.VIEW, Right.BOOK), io.laas.model.Channel.CONSOLE);
        String code = carol.linkCode().value().orElseThrow().code();
        assertThat(ask("UCAROL", "link " + code).shown()).contains("bound to the user carol");
        assertThat(ask("UCAROL", "link " + code).shown()).as("good once").contains("unknown, used or older");
        assertThat(ask("UCAROL", "status").shown()).contains("You have no booking.");
        assertThat(bookings(carol)).isEmpty();
    }

    @Test
    void somebodyWhoIsNotLinkedSeesWhatIsPublicAndDoesNothing() {
        rig.server().open(Look.PODS);

        assertThat(ask("UCAROL", "pods").shown()).contains("pharos-virtual");
        assertThat(ask("UCAROL", "list all").shown()).contains("not linked");
        assertThat(ask("UCAROL", "book pharos-virtual for 2h").shown()).contains("not linked");
    }

    @Test
    void linkThatIsRemovedEndsAtOnceWhatItAllowed() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        rig.unlink(alice, "slack:T1:" + ALICE);

        assertThat(ask(ALICE, "status").shown()).contains("not linked");
        assertThat(answer(client.press(ALICE, ready, "Extend 1 d")).shown()).contains("not linked");
        alice.release(bookings(alice).get(0).id(), "done");
        message(WITH_ALICE, "no longer followed");
    }

    @Test
    void accountThatIsClosedEndsAtOnceWhatItsLinkAllowed() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        String id = bookings(alice).get(0).id();
        rig.server().close("alice");

        assertThat(ask(ALICE, "access " + id).shown())
                .contains("no rights here")
                .doesNotContain("ssh ");
        assertThat(answer(client.press(ALICE, ready, "Extend 1 d")).shown()).contains("no rights here");
        LaasClient admin = rig.client(rig.server().token("root", Right.MANAGE), Channel.CONSOLE);
        admin.release(id, "the account is closed").value().orElseThrow();
        message(WITH_ALICE, "no longer followed");
    }

    @Test
    void nobodyGetsHoldOfTheBookingOfSomebodyElse() {
        FakeSlack.Message ready = booked("book pharos-virtual for 2h");
        String id = bookings(alice).get(0).id();

        assertThat(ask(BOB, "extend " + id + " 1h").shown()).contains("belongs to alice");
        assertThat(ask(BOB, "release " + id + " --yes").shown()).contains("belongs to alice");
        assertThat(ask(BOB, "access " + id).shown()).doesNotContain("ssh ");
        assertThat(answer(client.press(BOB, ready, "Extend 1 d")).shown()).contains("somebody else");
        assertThat(booking(id).state()).isEqualTo("ACTIVE");
    }

    @Test
    void sharedMessageServesWhoeverMayAndNobodyElse() {
        client.type(ALICE, "C1", "book pharos-virtual for 2h");
        FakeSlack.Message shared = message("C1", "is ready");

        assertThat(answer(client.press(BOB, shared, "Extend 1 d")).shown()).contains("belongs to alice");
        assertThat(answer(client.press(ALICE, shared, "Extend 1 d")).shown()).contains("now ends");
    }

    @Test
    void peopleWhoAreMentionedMustBeLinked() {
        FakeSlack.Answer answer = ask(ALICE, "book pharos-virtual for 2h with <@UDAVE|dave>");

        assertThat(answer.shown()).contains("nothing was done");
        assertThat(bookings(alice)).isEmpty();
    }

    @Test
    void membersAreToldThatTheyCameAndWent() {
        booked("book pharos-virtual for 2h");
        String id = bookings(alice).get(0).id();

        ask(ALICE, "access " + id + " with <@UBOB|bob>");
        message("DUBOB", "You have access to " + id);
        ask(ALICE, "access " + id + " without <@UBOB|bob>");
        message("DUBOB", "Your access to " + id + " of alice has ended");
    }

    @Test
    void timesAreReadInTheZoneSlackTellsAndShownInEachReaders() {
        FakeSlack.Answer answer = ask(ALICE, "book pharos-virtual from tomorrow 10:00 for 2h");

        BookingJson booking = bookings(alice).get(0);
        assertThat(booking.start().atZone(java.time.ZoneId.of("Europe/Paris")).getHour())
                .isEqualTo(10);
        assertThat(answer.shown()).contains("<date " + booking.start().getEpochSecond() + ">");
        assertThat(answer.text()).contains("<!date^" + booking.start().getEpochSecond() + "^", "Europe/Paris>");
        assertThat(Instant.now()).isBefore(booking.start());
    }

    @Test
    void commandThatIsNotThereIsCorrected() {
        assertThat(ask(ALICE, "sttaus").shown()).contains("There is no command 'sttaus'", "Did you mean: status");
        assertThat(ask(ALICE, "").shown()).contains("book", "extend", "release");
    }
}
