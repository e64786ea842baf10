package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import io.laas.chat.testing.Misfit;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.web.auth.Look;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscordEndToEndTest extends DiscordBotTest {
    @Test
    void tellsHowThingsStand() throws InterruptedException {
        Interaction status = discord.type(ALICE, false, "status", Map.of());

        assertThat(status.acknowledged().path("type").asInt()).as("deferred").isEqualTo(5);
        assertThat(status.acknowledged().at("/data/flags").asInt())
                .as("seen by one")
                .isEqualTo(64);
        assertThat(answer(status)).contains("You have no booking.", "pharos-virtual", "[Book]");
    }

    @Test
    void oneMessageOfABookingFollowsItUntilItIsOver() {
        rig.pods().hold();
        Interaction book =
                discord.type(ALICE, true, "book", Map.of("pod", "pharos-virtual", "for", "2h", "purpose", "nfv tests"));

        Message building = message(WITH_ALICE, "half of them");
        assertThat(building.shown()).contains("Building the pod", "<t:");
        await().atMost(Waits.LONG).until(book::deleted);
        rig.pods().report(80, "five of six");
        assertThat(message(WITH_ALICE, "five of six").shown()).contains("80 %");
        rig.pods().letGo();
        Message ready = message(WITH_ALICE, "is ready");
        assertThat(ready.id()).isEqualTo(building.id());
        assertThat(ready.shown()).contains("```\nssh ", "nfv tests", "[Extend 1 d]", "[Reset]", "[Release]");
        assertThat(bookings(alice).get(0).channel()).isEqualTo("DISCORD");

        alice.release(bookings(alice).get(0).id(), "done");
        Message over = message(WITH_ALICE, "is over and clean");
        assertThat(over.id()).isEqualTo(building.id());
        assertThat(over.shown()).doesNotContain("ssh ", "[Extend 1 d]");
        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void channelSeesTheBookingAndItsMembersAloneHowToGetIn() {
        discord.type(ALICE, false, "book", Map.of("pod", "pharos-virtual", "for", "2h", "with", "<@" + BOB + ">"));

        Message shared = message(FakeDiscord.CHANNEL, "is ready");
        assertThat(shared.shown()).contains("were sent directly").doesNotContain("ssh ");
        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ");
        assertThat(message(WITH_BOB, "is ready").shown()).contains("ssh ");
        assertThat(bookings(alice).get(0).collaborators()).containsExactly("bob");
    }

    @Test
    void buttonsExtendOnceHoweverOftenTheyArePressed() {
        Message ready = booked();
        BookingJson before = bookings(alice).get(0);

        Interaction first = press(ALICE, ready, "Extend 1 d");
        Interaction second = press(ALICE, ready, "Extend 1 d");

        assertThat(answer(first) + answer(second)).contains("now ends", "done already");
        await().atMost(Waits.LONG)
                .untilAsserted(() ->
                        assertThat(discord.messages(WITH_ALICE).get(0).edits()).isGreaterThan(ready.edits()));
        assertThat(booking(before.id()).end()).isEqualTo(before.end().plus(Duration.ofDays(1)));
    }

    @Test
    void furtherLengthsAreOfferedAsFarAsTheyArePossible() {
        Message ready = booked();
        BookingJson before = bookings(alice).get(0);

        Interaction offers = press(ALICE, ready, "Extend…");
        assertThat(answer(offers))
                .contains("[Extend 2 h]", "[Extend 1 d]")
                .doesNotContain("[Extend 3 d]", "[Extend 1 w]");
        assertThat(answer(press(ALICE, offers, "Extend 2 h"))).contains("now ends");
        assertThat(booking(before.id()).end()).isEqualTo(before.end().plus(Duration.ofHours(2)));
    }

    @Test
    void helloAndSnapshotAreButtons() {
        Message ready = booked();

        press(ALICE, ready, "Hello");
        assertThat(message(WITH_ALICE, "hello from b-1").id()).isNotEqualTo(ready.id());

        Interaction name = press(ALICE, ready, "Snapshot");
        answer(name);
        String label = name.shown().get(0).path("components").findValuesAsText("label").stream()
                .filter(l -> l.startsWith("Save as "))
                .findFirst()
                .orElseThrow();
        press(ALICE, name, label);
        await().atMost(Waits.LONG).until(() -> discord.messages(WITH_ALICE).size() == 3);
        assertThat(ask(ALICE, "snapshots", Map.of())).contains(label.substring("Save as ".length()));
    }

    @Test
    void detailsAreForTheOneWhoAsks() {
        discord.type(ALICE, false, "book", TWO_HOURS);
        Message shared = message(FakeDiscord.CHANNEL, "is ready");

        assertThat(answer(press(ALICE, shared, "Details"))).contains("ssh ", "pharos-virtual");
        assertThat(answer(press(BOB, shared, "Details")))
                .contains("pharos-virtual")
                .doesNotContain("ssh ");
    }

    @Test
    void releaseAsksTheOneWhoPressedAndNobodyElseCanSayYes() {
        Message ready = booked();
        String id = bookings(alice).get(0).id();

        Interaction asks = press(ALICE, ready, "Release");
        assertThat(answer(asks)).contains("End " + id, "is lost", "[Cancel]");
        assertThat(answer(press(BOB, asks, "Release"))).contains("for somebody else");
        assertThat(booking(id).state()).isEqualTo("ACTIVE");

        Interaction yes = press(ALICE, asks, "Release");
        assertThat(answer(yes)).contains("is released");
        await().atMost(Waits.LONG).until(() -> booking(id).state().equals("DONE"));
    }

    @Test
    void noMeansThatNothingHappensAndTheQuestionIsGone() throws InterruptedException {
        Message ready = booked();

        Interaction asks = press(ALICE, ready, "Reset");
        answer(asks);
        Interaction no = press(ALICE, asks, "Cancel");

        assertThat(no.acknowledged().path("type").asInt())
                .as("in place of the question")
                .isEqualTo(6);
        assertThat(answer(no)).contains("Not done.").doesNotContain("[Reset]");
        assertThat(bookings(alice).get(0).operation().kind()).isEqualTo("PROVISION");
    }

    @Test
    void questionsAreGoodForTenMinutes() {
        Message ready = booked();
        Interaction asks = press(ALICE, ready, "Release");
        answer(asks);

        rig.clock().advance(Duration.ofMinutes(11));

        assertThat(answer(press(ALICE, asks, "Release"))).contains("too old");
        assertThat(bookings(alice).get(0).state()).isEqualTo("ACTIVE");
    }

    @Test
    void resetFollowsTheOperationInAMessageOfItsOwn() {
        Message ready = booked();
        rig.pods().hold();

        Interaction asks = press(ALICE, ready, "Reset");
        answer(asks);
        press(ALICE, asks, "Reset");

        await().atMost(Waits.LONG).until(() -> discord.messages(WITH_ALICE).size() == 2);
        Message resetting = discord.messages(WITH_ALICE).get(1);
        assertThat(resetting.shown()).contains("Resetting the pod");
        rig.pods().letGo();
        Message reset = message(WITH_ALICE, "back in the state");
        assertThat(reset.id()).isEqualTo(resetting.id()).isNotEqualTo(ready.id());
    }

    @Test
    void failedBookingSaysWhy() {
        rig.pods().hold();
        discord.type(ALICE, true, "book", TWO_HOURS);
        await().atMost(Waits.LONG).until(() -> rig.pods().waiting() == 1);

        rig.pods().fail("node1 never answered");

        assertThat(message(WITH_ALICE, "node1 never answered").shown()).contains("failed");
    }

    @Test
    void somebodyWhoIsNotLinkedIsToldHowToAndCanThen() {
        assertThat(ask("203", "status", Map.of())).contains("not linked", "/laas link CODE");
        assertThat(ask("203", "book", TWO_HOURS)).contains("not linked");

        var carol = rig.client(rig.server().token("carol", Right.VIEW, Right.BOOK), Channel.CONSOLE);
        String code = carol.linkCode().value().orElseThrow().code();
        assertThat(ask("203", "link", Map.of("code", code))).contains("bound to the user carol");
        assertThat(ask("203", "link", Map.of("code", code))).as("good once").contains("unknown, used or older");
        assertThat(ask("203", "status", Map.of())).contains("You have no booking.");
        assertThat(bookings(carol)).isEmpty();
    }

    @Test
    void somebodyWhoIsNotLinkedSeesWhatIsPublicAndDoesNothing() {
        rig.server().open(Look.PODS);

        assertThat(ask("203", "pods", Map.of())).contains("pharos-virtual");
        assertThat(ask("203", "book", TWO_HOURS)).contains("not linked");
    }

    @Test
    void linkThatIsRemovedEndsAtOnceWhatItAllowed() {
        Message ready = booked();
        rig.unlink(alice, "discord:" + ALICE);

        assertThat(ask(ALICE, "status", Map.of())).contains("not linked");
        assertThat(answer(press(ALICE, ready, "Extend 1 d"))).contains("not linked");
        alice.release(bookings(alice).get(0).id(), "done");
        message(WITH_ALICE, "no longer followed");
    }

    @Test
    void nobodyGetsHoldOfTheBookingOfSomebodyElse() {
        Message ready = booked();
        String id = bookings(alice).get(0).id();

        assertThat(ask(BOB, "extend", Map.of("booking", id, "by", "1h"))).contains("belongs to alice");
        assertThat(ask(BOB, "access", Map.of("booking", id))).doesNotContain("ssh ");
        assertThat(answer(press(BOB, ready, "Extend 1 d"))).contains("somebody else");
        assertThat(booking(id).state()).isEqualTo("ACTIVE");
    }

    @Test
    void sharedMessageServesWhoeverMayAndNobodyElse() {
        discord.type(ALICE, false, "book", TWO_HOURS);
        Message shared = message(FakeDiscord.CHANNEL, "is ready");

        assertThat(answer(press(BOB, shared, "Extend 1 d"))).contains("belongs to alice");
        assertThat(answer(press(ALICE, shared, "Extend 1 d"))).contains("now ends");
    }

    @Test
    void peopleWhoAreMentionedMustBeLinked() {
        String answer = ask(ALICE, "book", Map.of("pod", "pharos-virtual", "for", "2h", "with", "<@999>"));

        assertThat(answer).contains("nothing was done");
        assertThat(bookings(alice)).isEmpty();
    }

    @Test
    void valuesAreOfferedWhileOneTypes() throws InterruptedException {
        Message ready = booked();
        String id = bookings(alice).get(0).id();

        assertThat(FakeDiscord.choices(discord.complete(ALICE, "extend", "booking", "b")))
                .containsExactly(id);
        assertThat(FakeDiscord.choices(discord.complete(BOB, "extend", "booking", "b")))
                .as("not another's")
                .isEmpty();
        assertThat(FakeDiscord.choices(discord.complete(ALICE, "book", "pod", "phar")))
                .containsExactly("pharos-virtual");
        assertThat(ready.edits()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void configsThatGoOntoThePodAreOffered() throws InterruptedException {
        Misfit.make(alice);

        assertThat(configs(Map.of("pod", "pharos-virtual"))).containsExactly("hello", Misfit.CONFIG);
        assertThat(configs(Map.of("pod", Misfit.POD))).containsExactly("hello");
        assertThat(configs(Map.of("pod", "no such pod"))).containsExactly("hello", Misfit.CONFIG);
        assertThat(configs(Map.of())).containsExactly("hello", Misfit.CONFIG);
    }

    private List<String> configs(Map<String, String> given) throws InterruptedException {
        return FakeDiscord.choices(discord.complete(ALICE, "book", given, "config", ""));
    }

    @Test
    void nothingIsOfferedInTimeWhenTheServerIsAway() throws InterruptedException {
        rig.server().stop();
        assertThat(FakeDiscord.choices(discord.complete(ALICE, "book", "pod", "phar")))
                .isEmpty();
        rig.server().start();
    }
}
