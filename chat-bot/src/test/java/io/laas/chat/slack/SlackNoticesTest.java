package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.NewOutageSeriesJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the bot says without being asked. */
class SlackNoticesTest extends SlackBotTest {
    @Override
    void configure(BotRig bot) {
        bot.channels(Map.of("slack", Map.of("lab1", "CLAB")));
    }

    private LaasClient admin() {
        return rig.client(rig.server().token("root", Right.MANAGE), Channel.CONSOLE);
    }

    private BookingJson bookElsewhere(LaasClient user, String pod, boolean wait) {
        NewBookingJson wish = new NewBookingJson(
                null, pod, null, null, null, List.of(), null, null, null, "PT8H", null, wait, "PERSON", null);
        return user.book(wish, java.util.UUID.randomUUID().toString()).value().orElseThrow();
    }

    @Test
    void bookingMadeElsewhereIsToldToItsOwnerWhenItIsReady() {
        bookElsewhere(alice, "pharos-virtual", false);

        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ", "Extend");
    }

    @Test
    void labsChannelHasOneMessageOfEachBookingThatShowsHowItStands() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);

        FakeSlack.Message shown = message("CLAB", "is ready");
        assertThat(shown.shown()).doesNotContain("ssh ");
        alice.release(b.id(), "done");
        FakeSlack.Message over = message("CLAB", "is over and clean");
        assertThat(over.ts()).isEqualTo(shown.ts());
        assertThat(slack.messages("CLAB")).hasSize(1);
    }

    @Test
    void bookingTypedInTheLabsChannelHasOneMessageThere() {
        client.type(ALICE, "CLAB", "book pharos-virtual for 2h");

        message("CLAB", "is ready");
        message(WITH_ALICE, "is ready");
        assertThat(slack.messages("CLAB")).hasSize(1);
    }

    @Test
    void remindersComeOnceAndExtendOrEnd() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        rig.clock().advance(Duration.ofHours(6).plusMinutes(1));

        FakeSlack.Message reminder = message(WITH_ALICE, b.id() + " (pharos-virtual) ends in");
        assertThat(reminder.shown())
                .contains("Extend", "Release", "<date " + b.end().getEpochSecond() + ">");
        rig.stop();
        startBot();
        client.press(ALICE, reminder, "Extend 1 d");
        FakeSlack.Message after = message(WITH_ALICE, b.id() + " ends ");
        assertThat(after.ts()).as("the reminder itself says so").isEqualTo(reminder.ts());
        assertThat(after.shown()).doesNotContain("Extend");
        assertThat(booking(b.id()).end()).isEqualTo(b.end().plus(Duration.ofDays(1)));
        assertThat(slack.messages(WITH_ALICE)).hasSize(2);
    }

    @Test
    void holderOfAPodThatNobodyUsesIsAskedAndKeepsIt() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        for (int i = 0; i < 4; i++) {
            int before = rig.pods().looks();
            rig.clock().advance(Duration.ofMinutes(5));
            await().atMost(Waits.LONG).until(() -> rig.pods().looks() > before);
        }

        FakeSlack.Message question = message(WITH_ALICE, "Nobody has used " + b.id() + " (pharos-virtual) since");
        assertThat(question.shown()).contains("Do you still need it?", "I still need it", "Release", "<date ");
        assertThat(booking(b.id()).idleSince()).isNotNull();
        client.press(ALICE, question, "I still need it");
        FakeSlack.Message after = message(WITH_ALICE, b.id() + " (pharos-virtual) is in use again");
        assertThat(after.ts()).as("the question itself says so").isEqualTo(question.ts());
        assertThat(booking(b.id()).idleSince()).isNull();
    }

    @Test
    void endInTimeIsTold() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        rig.clock().advance(Duration.ofHours(8).plusMinutes(1));

        message(WITH_ALICE, b.id() + " is over");
        await().atMost(Waits.LONG).until(() -> booking(b.id()).state().equals("DONE"));
        assertThat(slack.messages(WITH_ALICE).stream().filter(m -> m.shown().contains("ends in")))
                .isEmpty();
    }

    @Test
    void offerIsANewMessageAndIsTakenOrLeftByButtons() {
        BookingJson first = bookElsewhere(bob, "whale", false);
        client.type(ALICE, WITH_ALICE, "book whale for 2h --queue");
        FakeSlack.Answer waits = answerOf("waits in the queue, place 1");
        assertThat(waits.shown()).contains("Release");
        rig.clock().advance(Duration.ofMinutes(20));
        bob.release(first.id(), "done");

        FakeSlack.Message offer = message(WITH_ALICE, "is offered to you until");
        assertThat(offer.shown()).contains("Accept", "Pass", "<date ");
        client.press(ALICE, offer, "Accept");

        await().atMost(Waits.LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));
        await().atMost(Waits.LONG)
                .untilAsserted(() -> assertThat(slack.messages(WITH_ALICE))
                        .noneMatch(m -> m.shown().contains("Accept")));
    }

    private FakeSlack.Answer answerOf(String text) {
        await().atMost(Waits.LONG)
                .until(() -> slack.answers().stream().anyMatch(a -> a.shown().contains(text)));
        return slack.answers().stream()
                .filter(a -> a.shown().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void approversAreAskedAndApproveByAButton() {
        rig.link("carol", "slack:T1:UCAROL", Right.VIEW);
        BookingJson b = bookElsewhere(alice, "precious", false);

        FakeSlack.Message asked = message("DUCAROL", "asks for " + b.id());
        assertThat(asked.shown()).contains("alice", "Approve", "Deny", "<date ");
        FakeSlack.Message inChannel = message("CLAB", "asks for " + b.id());
        assertThat(answer(client.press(BOB, inChannel, "Approve")).shown()).contains("does not approve");
        assertThat(booking(b.id()).state()).isEqualTo("REQUESTED");
        assertThat(answer(client.press("UCAROL", asked, "Approve")).shown()).contains("is approved");

        message(WITH_ALICE, "is approved");
        message(WITH_ALICE, "is ready");
        await().atMost(Waits.LONG)
                .untilAsserted(() -> assertThat(slack.messages("DUCAROL"))
                        .noneMatch(m -> m.shown().contains("Approve")));
    }

    @Test
    void denyingAsksWhyAndTheOwnerIsTold() {
        rig.link("carol", "slack:T1:UCAROL", Right.VIEW);
        BookingJson b = bookElsewhere(alice, "precious", false);

        FakeSlack.Message asked = message("DUCAROL", "asks for " + b.id());
        FakeSlack.Answer why = answer(client.press("UCAROL", asked, "Deny"));
        assertThat(why.shown()).contains("Why is " + b.id() + " denied?");
        client.press("UCAROL", "DUCAROL", why, "The pods are needed otherwise");

        assertThat(message(WITH_ALICE, "The pods are needed otherwise").shown()).contains("carol");
        assertThat(booking(b.id()).state()).isEqualTo("CANCELLED");
    }

    @Test
    void outageIsSetAfterTheAdminSawWhatItHits() {
        rig.link("root", "slack:T1:UROOT", Right.MANAGE);
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        FakeSlack.Answer preview = ask("UROOT", "outage lab1 from in 2 hours for 1h reason disk swap");
        assertThat(preview.shown()).contains(b.id(), "Cancel");
        assertThat(find("CLAB", "out of service")).isEmpty();
        assertThat(answer(client.press("UROOT", "DUROOT", preview, "Set the outage"))
                        .shown())
                .contains("is set");

        assertThat(message("CLAB", "out of service").shown()).contains("disk swap");
        assertThat(ask(ALICE, "outage lab1 for 1h reason mine --yes").shown()).contains("right");
    }

    @Test
    void labHearsOfAPodThatCouldNotBeCleaned() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");
        rig.pods().hold();
        alice.release(b.id(), "");

        await().atMost(Waits.LONG).until(() -> {
            rig.pods().fail("the host does not answer");
            rig.clock().advance(Duration.ofMinutes(1));
            return find("CLAB", "is quarantined").isPresent();
        });
        assertThat(message("CLAB", "is quarantined").shown()).contains("the host does not answer");
        assertThat(find(WITH_ALICE, "is quarantined"))
                .as("the trouble of the lab alone")
                .isEmpty();
    }

    @Test
    void aSeriesOfOutagesIsOneMessage() {
        Instant start = rig.clock().instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        var set = admin().setOutages(
                        new NewOutageSeriesJson(
                                "lab1", null, start, start.plus(Duration.ofHours(2)), "FREQ=WEEKLY", "patches", null),
                        false)
                .value()
                .orElseThrow();
        assertThat(set.coming()).hasSizeGreaterThan(3);

        assertThat(message("CLAB", "again and again").shown()).contains(set.id(), "FREQ=WEEKLY", "patches");
        String third = set.coming().get(2).id();
        admin().endOutage(third).value().orElseThrow();
        assertThat(message("CLAB", "Outage " + third).shown()).contains("is taken back");
        admin().endOutages(set.id()).value().orElseThrow();
        message("CLAB", "come no more");
        assertThat(find("CLAB", "Outage " + set.coming().get(0).id())).isEmpty();
    }

    @Test
    void emergencyTellsTheLabAndTheHoldersAtOnce() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        admin().setOutage(
                        new NewOutageJson(
                                "lab1",
                                null,
                                null,
                                rig.clock().instant().plus(Duration.ofHours(4)),
                                "EMERGENCY",
                                "the power failed"),
                        null,
                        true)
                .value()
                .orElseThrow();

        assertThat(message("CLAB", "is out of service").shown()).contains("the power failed", "touches 1 bookings");
        FakeSlack.Message told = message(WITH_ALICE, "the power failed");
        assertThat(told.shown()).contains(b.id() + " is over", "By root.");
    }

    @Test
    void holdersAreAskedToEndBeforeAnOutageAndAgreeByAButton() throws Exception {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");
        Instant begins = rig.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(4));

        ask(begins, begins.minus(Duration.ofHours(2)));

        FakeSlack.Message question = message(WITH_ALICE, "May " + b.id() + " (pharos-virtual) end earlier");
        assertThat(question.shown()).contains("End earlier", "Keep my time", "new disks");
        client.press(ALICE, question, "End earlier");
        await().atMost(Waits.LONG).until(() -> booking(b.id()).end().isBefore(begins));
        assertThat(booking(b.id()).state()).isEqualTo("ACTIVE");
    }

    @Test
    void theLabReadsWhoDidNotAgreeToOneTimeOfASeries() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");
        Instant begins = rig.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(4));
        var set = admin().setOutages(
                        new NewOutageSeriesJson(
                                "lab1",
                                null,
                                begins,
                                begins.plus(Duration.ofHours(1)),
                                "FREQ=WEEKLY",
                                "patches",
                                "PT2H"),
                        false)
                .value()
                .orElseThrow();

        FakeSlack.Message question = message(WITH_ALICE, "May " + b.id() + " (pharos-virtual) end earlier");
        client.press(ALICE, question, "Keep my time");
        assertThat(message("CLAB", "Outage " + set.coming().get(0).id()).shown())
                .contains("is taken back", "alice did not agree to end booking " + b.id() + " earlier");
        admin().endOutages(set.id()).value().orElseThrow();
        message("CLAB", "come no more");
        assertThat(find("CLAB", "Outage " + set.coming().get(1).id())).isEmpty();
    }

    private void ask(Instant begins, Instant until) throws Exception {
        String outage = "{\"lab\":\"lab1\",\"start\":\"%s\",\"end\":\"%s\",\"reason\":\"new disks\"}"
                .formatted(begins, begins.plus(Duration.ofHours(1)));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(rig.server().uri() + "api/v1/outages?askUntil=" + until))
                .header("Authorization", "Bearer " + rig.server().token("root", Right.MANAGE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(outage))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void whatOthersDoToABookingIsTold() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);
        message(WITH_ALICE, "is ready");

        admin().extend(b.id(), new io.laas.model.wire.ExtendJson("PT1H", null), "k");
        assertThat(message(WITH_ALICE, b.id() + " (pharos-virtual) now lasts").shown())
                .contains("By root.");
        admin().release(b.id(), "needed elsewhere");
        assertThat(message(WITH_ALICE, "needed elsewhere").shown()).contains("By root.");
    }

    @Test
    void homeListsBookingsAndPodsAndFollowsThem() {
        client.homeOpened(ALICE);
        await().atMost(Waits.LONG).until(() -> home(ALICE).contains("You have no booking."));
        assertThat(home(ALICE)).contains("Your bookings", "Pods", "pharos-virtual");

        BookingJson b = bookElsewhere(alice, "pharos-virtual", false);

        await().atMost(Waits.LONG).until(() -> home(ALICE).contains(b.id() + " is ready"));
    }

    private String home(String user) {
        var view = slack.home(user);
        return view == null ? "" : FakeSlack.shown(view.path("blocks"));
    }
}
