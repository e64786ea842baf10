package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewOutageJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the bot says on Discord without being asked. */
class DiscordNoticesTest extends DiscordBotTest {
    private static final Duration LONG = Waits.LONG;

    @Override
    void configure(BotRig bot) {
        bot.channels(Map.of("discord", Map.of("lab1", FakeDiscord.CHANNEL)));
    }

    private LaasClient admin() {
        return rig.client(rig.server().token("root", Right.MANAGE), Channel.CONSOLE);
    }

    private static BookingJson bookElsewhere(LaasClient user, String pod) {
        NewBookingJson wish = new NewBookingJson(
                null, pod, null, null, null, List.of(), null, null, null, "PT8H", null, false, "PERSON", null);
        return user.book(wish, UUID.randomUUID().toString()).value().orElseThrow();
    }

    @Test
    void bookingMadeElsewhereIsToldToItsOwnerAndTheLab() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual");

        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ", "[Extend 1 d]");
        Message shown = message(FakeDiscord.CHANNEL, "is ready");
        assertThat(shown.shown()).doesNotContain("ssh ");
        alice.release(b.id(), "done");
        assertThat(message(FakeDiscord.CHANNEL, "is over and clean").id()).isEqualTo(shown.id());
        assertThat(discord.messages(FakeDiscord.CHANNEL)).hasSize(1);
    }

    @Test
    void remindersComeOnceAndExtendOrEnd() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual");
        message(WITH_ALICE, "is ready");

        rig.clock().advance(Duration.ofHours(6).plusMinutes(1));

        Message reminder = message(WITH_ALICE, "ends in");
        assertThat(reminder.shown())
                .contains("[Extend 1 d]", "[Release]", "<t:" + b.end().getEpochSecond() + ":f>");
        rig.stop();
        startBot();
        press(ALICE, reminder, "Extend 1 d");
        Message after = message(
                WITH_ALICE, " ends <t:" + b.end().plus(Duration.ofDays(1)).getEpochSecond());
        assertThat(after.id()).as("the reminder itself says so").isEqualTo(reminder.id());
        assertThat(after.shown()).doesNotContain("[Extend 1 d]");
        assertThat(booking(b.id()).end()).isEqualTo(b.end().plus(Duration.ofDays(1)));
        assertThat(discord.messages(WITH_ALICE)).hasSize(2);
    }

    @Test
    void waitingShowsThePlaceAndCanBeLeft() {
        bookElsewhere(bob, "whale");
        Interaction waits = discord.type(ALICE, true, "book", Map.of("pod", "whale", "for", "2h", "queue", "true"));
        assertThat(answer(waits)).contains("place 1", "[Release]");

        Interaction asks = press(ALICE, waits, "Release");
        answer(asks);
        press(ALICE, asks, "Release");

        await().atMost(LONG).until(() -> bookings(alice).get(0).state().equals("CANCELLED"));
    }

    @Test
    void offerIsANewMessageAndIsTakenByItsButton() {
        BookingJson first = bookElsewhere(bob, "whale");
        answer(discord.type(ALICE, true, "book", Map.of("pod", "whale", "for", "2h", "queue", "true")));
        rig.clock().advance(Duration.ofMinutes(20));
        bob.release(first.id(), "done");

        Message offer = message(WITH_ALICE, "is offered to you until");
        assertThat(offer.shown()).contains("[Accept]", "[Pass]", "<t:");
        press(ALICE, offer, "Accept");

        await().atMost(LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(discord.messages(WITH_ALICE))
                        .noneMatch(m -> m.shown().contains("[Accept]")));
    }

    @Test
    void approversAreAskedAndApproveOrDenyByButtons() {
        rig.link("carol", "discord:203", Right.VIEW);
        BookingJson first = bookElsewhere(alice, "precious");
        Message asked = message(FakeDiscord.direct("203"), "asks for");
        assertThat(asked.shown()).contains("[Approve]", "[Deny]");
        Message inChannel = message(FakeDiscord.CHANNEL, "asks for");
        assertThat(answer(press(BOB, inChannel, "Approve"))).contains("does not approve");
        assertThat(answer(press("203", asked, "Approve"))).contains("is approved");
        await().atMost(LONG).until(() -> booking(first.id()).state().equals("ACTIVE"));

        BookingJson second = bookElsewhere(alice, "precious");
        await().atMost(LONG)
                .until(() -> discord.messages(FakeDiscord.direct("203")).size() == 2);
        Interaction why =
                press("203", discord.messages(FakeDiscord.direct("203")).get(1), "Deny");
        assertThat(answer(why)).contains("Why is", "denied?");
        press("203", why, "Please talk to me first");
        assertThat(message(WITH_ALICE, "Please talk to me first").shown()).contains("carol");
        assertThat(booking(second.id()).state()).isEqualTo("CANCELLED");
    }

    @Test
    void offerIsLeftByItsButton() {
        BookingJson first = bookElsewhere(bob, "whale");
        answer(discord.type(ALICE, true, "book", Map.of("pod", "whale", "for", "2h", "queue", "true")));
        rig.clock().advance(Duration.ofMinutes(20));
        bob.release(first.id(), "done");

        Interaction asks = press(ALICE, message(WITH_ALICE, "is offered to you until"), "Pass");
        assertThat(answer(asks)).contains("[Pass]", "[Cancel]");
        press(ALICE, asks, "Pass");

        await().atMost(LONG).until(() -> bookings(alice).get(0).state().equals("CANCELLED"));
    }

    @Test
    void emergencyTellsTheLabAndTheHoldersAtOnce() {
        BookingJson b = bookElsewhere(alice, "pharos-virtual");
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

        assertThat(message(FakeDiscord.CHANNEL, "is out of service").shown())
                .contains("the power failed", "touches 1 bookings");
        assertThat(message(WITH_ALICE, "the power failed").shown()).contains("is over", "By root.");
        assertThat(booking(b.id()).state()).isIn("CLEANING", "DONE");
    }

    @Test
    void membersAreToldThatTheyCameAndWent() {
        String id = bookElsewhere(alice, "pharos-virtual").id();
        message(WITH_ALICE, "is ready");

        ask(ALICE, "access", Map.of("booking", id, "with", "<@" + BOB + ">"));
        message(WITH_BOB, "You have access to");
        ask(ALICE, "access", Map.of("booking", id, "without", "<@" + BOB + ">"));
        message(WITH_BOB, "has ended");
    }
}
