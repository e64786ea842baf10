package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import io.laas.chat.discord.FakeDiscord.Mishap;
import io.laas.chat.platform.Health;
import io.laas.chat.testing.Waits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Discord, the server and the bot itself are away for a while. */
class DiscordTroubleTest extends DiscordBotTest {
    private static final Duration LONG = Waits.LONG;

    private void up() {
        await().atMost(LONG).until(() -> platform.health().state() == Health.State.UP);
    }

    @Test
    void serverThatIsAwayIsSaidAtOnceAndTheCommandIsDoneOnceWhenItIsBack() {
        rig.server().stop();
        Interaction book = discord.type(ALICE, true, "book", TWO_HOURS);

        assertThat(answer(book)).contains("The server does not answer", "is kept");
        rig.server().start();

        message(WITH_ALICE, "is ready");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void commandThatWasTakenInIsDoneAndAnsweredThoughTheBotEndsBefore() {
        rig.server().stop();
        Interaction status = discord.type(ALICE, true, "status", Map.of());
        answer(status);
        rig.stop();
        rig.server().start();

        startBot();

        answer(status, "You have no booking.");
    }

    @Test
    void messagesAreBroughtToTheirTrueStateAfterARestart() {
        rig.pods().hold();
        discord.type(ALICE, true, "book", TWO_HOURS);
        Message building = message(WITH_ALICE, "half of them");
        rig.stop();
        rig.pods().letGo();
        await().atMost(LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));

        startBot();

        assertThat(message(WITH_ALICE, "is ready").id()).isEqualTo(building.id());
        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void discordThatSaysNotSoFastIsWaitedFor() {
        discord.spoil("POST /channels/" + WITH_ALICE + "/messages", Mishap.TOO_FAST);
        booked();

        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
        assertThat(discord.calls("POST /channels/" + WITH_ALICE + "/messages")).hasSize(2);
    }

    @Test
    void messageWhoseAnswerIsLostIsSentAgainAsTheSame() {
        discord.spoil("POST /channels/" + WITH_ALICE + "/messages", Mishap.LOST);
        booked();

        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
        assertThat(discord.calls("POST /channels/" + WITH_ALICE + "/messages")).hasSizeGreaterThan(1);
    }

    @Test
    void messageThatDidNotArriveIsSentAgain() {
        discord.spoil(
                "POST /channels/" + WITH_ALICE + "/messages",
                Mishap.BROKEN,
                Mishap.BROKEN,
                Mishap.BROKEN,
                Mishap.BROKEN);
        booked();

        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void editsGoOnAfterDiscordRefusedThem() {
        rig.pods().hold();
        discord.type(ALICE, true, "book", TWO_HOURS);
        message(WITH_ALICE, "half of them");
        discord.spoil("PATCH /channels/" + WITH_ALICE, Mishap.BROKEN, Mishap.TOO_FAST, Mishap.BROKEN);
        rig.pods().letGo();

        message(WITH_ALICE, "is ready");
        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void messageThatSomebodyRemovedIsLeftAlone() {
        rig.pods().hold();
        discord.type(ALICE, true, "book", TWO_HOURS);
        discord.delete(message(WITH_ALICE, "half of them"));
        rig.pods().letGo();

        await().atMost(LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));
        assertThat(ask(ALICE, "status", Map.of())).contains("is ready");
        assertThat(discord.messages(WITH_ALICE)).isEmpty();
    }

    @Test
    void channelWithoutTheBotGetsNothingAndTheOneWhoAskedDoes() {
        discord.spoil("POST /channels/" + FakeDiscord.CHANNEL + "/messages", Mishap.FORBIDDEN);
        discord.type(ALICE, false, "book", TWO_HOURS);

        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ");
        assertThat(discord.messages(FakeDiscord.CHANNEL)).isEmpty();
    }

    @Test
    void connectionThatWasCutIsResumedAndNothingIsLost() {
        discord.cut();
        Interaction status = discord.type(ALICE, true, "status", Map.of());

        assertThat(answer(status)).contains("You have no booking.");
        assertThat(discord.resumed()).isPositive();
        up();
    }

    @Test
    void connectionThatDiscordEndsForGoodIsNotTriedAgainAndSaid() {
        up();
        int before = discord.identified();
        discord.end(4014);

        await().atMost(LONG).until(() -> platform.health().state() == Health.State.FAILED);
        assertThat(platform.health().detail()).contains("Discord ended the connection");
        assertThat(discord.identified()).isEqualTo(before);
    }

    @Test
    void discordThatIsNotThereAtTheStartIsWaitedFor() {
        rig.stop();
        int before = discord.identified();
        discord.spoil("GET /users/@me", Mishap.BROKEN, Mishap.BROKEN, Mishap.BROKEN);
        begin();

        await().atMost(LONG).until(() -> discord.identified() > before);
        up();
        assertThat(ask(ALICE, "status", Map.of())).contains("You have no booking.");
    }

    @Test
    void commandsAreMadeKnownOnceAndAgainWhenTheyDiffer() {
        await().atMost(LONG).until(() -> discord.commands() != null);
        assertThat(discord.commands().findValuesAsText("name")).contains("laas", "laas-more", "book", "stats");
        up();
        await().atMost(LONG)
                .until(() -> rig.store()
                        .inTransaction(tx -> tx.settings().get("discord-commands:" + FakeDiscord.GUILD))
                        .isPresent());
        rig.stop();
        startBot();
        up();

        assertThat(discord.calls("PUT /applications")).hasSize(1);
    }
}
