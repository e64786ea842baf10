package io.laas.chat.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Texts;
import io.laas.chat.discord.FakeDiscord;
import io.laas.chat.slack.FakeSlack;
import io.laas.chat.slack.SlackClient;
import io.laas.chat.testing.BotFiles;
import io.laas.chat.testing.BotProcess;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.NewBookingJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot as a process on Slack and Discord at once, beside a real server; it is killed at bad moments. */
class BotProcessTest {
    private static final Duration LONG = Waits.LONG;
    private static final String WITH_ALICE = "DUALICE";
    private static final String BOB = "301";
    private static final String WITH_BOB = FakeDiscord.direct(BOB);

    private final FakeSlack slack = new FakeSlack();
    private final FakeDiscord discord = new FakeDiscord();
    private Path files;
    private BotRig rig;
    private LaasClient alice;
    private LaasClient bob;
    private BotProcess bot;
    private SlackClient client;

    @BeforeEach
    void write(@TempDir Path directory) {
        files = directory.resolve("bot");
        rig = new BotRig(directory);
        alice = rig.link("alice", "slack:T1:UALICE", Right.VIEW, Right.BOOK);
        bob = rig.link("bob", "discord:" + BOB, Right.VIEW, Right.BOOK);
        new BotFiles(files)
                .server(rig.server().uri(), rig.botToken())
                .slackByHttp(slack.api(), SlackClient.SECRET)
                .discord(discord.api(), discord.gatewayUrl(), FakeDiscord.GUILD, "good-token")
                .written();
    }

    @AfterEach
    void close() {
        if (bot != null) {
            bot.close();
        }
        rig.close();
        slack.close();
        discord.close();
    }

    private void start() {
        int before = discord.identified();
        bot = BotProcess.start(files).up();
        client = new SlackClient(slack, rig.clock(), bot.slackPort());
        await().atMost(LONG).until(() -> discord.identified() > before);
    }

    private FakeSlack.Message toAlice(String text) {
        await().atMost(LONG)
                .until(() -> slack.messages(WITH_ALICE).stream()
                        .anyMatch(m -> m.shown().contains(text)));
        return slack.messages(WITH_ALICE).stream()
                .filter(m -> m.shown().contains(text))
                .findFirst()
                .orElseThrow();
    }

    private FakeDiscord.Message toBob(String text) {
        await().atMost(LONG).until(() -> discord.find(WITH_BOB, text).isPresent());
        return discord.find(WITH_BOB, text).orElseThrow();
    }

    private FakeSlack.Answer answer(String trigger) {
        await().atMost(LONG).until(() -> first(trigger).isPresent());
        return first(trigger).orElseThrow();
    }

    /** Returns what was answered first, other than that it takes longer. */
    private Optional<FakeSlack.Answer> first(String trigger) {
        return slack.answers(trigger).stream()
                .filter(a -> !a.shown().contains(Texts.of("bot.working")))
                .findFirst();
    }

    private static BookingJson bookElsewhere(LaasClient user) {
        NewBookingJson wish = new NewBookingJson(
                null,
                "pharos-virtual",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                "PT8H",
                null,
                false,
                "PERSON",
                null);
        return user.book(wish, UUID.randomUUID().toString()).value().orElseThrow();
    }

    private static List<BookingJson> bookings(LaasClient of) {
        return of.bookings(true, List.of(), null, 50).value().orElseThrow();
    }

    @Test
    void servesBothPlatformsAndTellsHowItIs() throws Exception {
        start();

        assertThat(answer(client.type("UALICE", WITH_ALICE, "status")).shown()).contains("You have no booking.");
        FakeDiscord.Interaction status = discord.type(BOB, true, "status", Map.of());
        assertThat(status.acknowledged().path("type").asInt()).isEqualTo(5);
        await().atMost(LONG).until(() -> status.last().contains("You have no booking."));

        await().atMost(LONG).until(() -> bot.healthStatus() == 200);
        JsonNode health = bot.health();
        assertThat(health.path("eventsRead").asLong()).isPositive();
        assertThat(health.at("/slack/state").asText()).isEqualTo("UP");
        assertThat(health.at("/discord/state").asText()).isEqualTo("UP");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(bot.metrics())
                        .contains(
                                "laas_bot_connected{platform=\"slack\"} 1.0",
                                "laas_bot_connected{platform=\"discord\"} 1.0")
                        .contains("laas_bot_commands_seconds_count{outcome=\"DONE\",platform=\"slack\"} 1")
                        .contains("laas_bot_commands_seconds_count{outcome=\"DONE\",platform=\"discord\"} 1")
                        .contains("laas_bot_acks_seconds_count{platform=\"slack\"} 1")
                        .contains("laas_bot_acks_seconds_count{platform=\"discord\"} 1")
                        .doesNotContain("UALICE", BOB));
        assertThat(bot.out() + bot.err())
                .as("no secret in what it writes")
                .doesNotContain(rig.botToken(), "xoxb-test", "good-token", SlackClient.SECRET);
    }

    @Test
    void killedInTheMiddleItGoesOnWhereItWas() {
        start();
        rig.pods().hold();
        client.type("UALICE", WITH_ALICE, "book pharos-virtual for 2h");
        discord.type(BOB, true, "book", Map.of("pod", "pharos-virtual", "for", "2h"));
        FakeSlack.Message aliceSees = toAlice("half of them");
        FakeDiscord.Message bobSees = toBob("half of them");
        bot.kill();

        rig.pods().letGo();
        BookingJson whileAway = bookElsewhere(alice);
        await().atMost(LONG)
                .until(() -> bookings(alice).stream().allMatch(b -> b.state().equals("ACTIVE")));
        assertThat(toAlice("half of them").ts()).isEqualTo(aliceSees.ts());
        start();

        FakeSlack.Message ready = toAlice("is ready");
        assertThat(ready.ts()).isEqualTo(aliceSees.ts());
        assertThat(toBob("is ready").id()).isEqualTo(bobSees.id());
        toAlice(whileAway.id() + " is ready");
        assertThat(slack.messages(WITH_ALICE)).as("one for each booking").hasSize(2);
        assertThat(discord.messages(WITH_BOB)).hasSize(1);
        assertThat(bookings(alice)).hasSize(2);
        assertThat(bookings(bob)).hasSize(1);
    }

    @Test
    void killedBeforeItHeardThatAMessageArrivedItSendsNoSecond() {
        start();
        slack.spoil("chat.postMessage", FakeSlack.Mishap.HELD);
        discord.spoil("POST /channels/" + WITH_BOB + "/messages", FakeDiscord.Mishap.HELD);
        bookElsewhere(alice);
        bookElsewhere(bob);
        await().atMost(LONG)
                .until(() -> slack.messages(WITH_ALICE).size() == 1
                        && discord.messages(WITH_BOB).size() == 1);
        bot.kill();
        start();

        await().atMost(LONG).until(() -> bot.health().at("/slack/waiting").asInt(1) == 0);
        await().atMost(LONG).until(() -> bot.health().at("/discord/waiting").asInt(1) == 0);
        assertThat(slack.calls("conversations.history")).as("it looks for it").isNotEmpty();
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
        assertThat(discord.messages(WITH_BOB)).hasSize(1);
        assertThat(discord.calls("POST /channels/" + WITH_BOB + "/messages"))
                .as("sent again under the same nonce")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void commandThatWasAcknowledgedIsDoneOnceThoughTheBotIsKilled() {
        start();
        rig.server().stop();
        String asked = client.type("UALICE", WITH_ALICE, "book pharos-virtual for 2h");
        assertThat(answer(asked).shown()).contains("The server does not answer", "is kept");
        bot.kill();
        rig.server().start();
        start();

        toAlice("is ready");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void endedInOrderItFinishesAndLeavesTheRestToTheNextStart() {
        start();
        client.type("UALICE", WITH_ALICE, "book pharos-virtual for 2h");
        int code = bot.end();
        assertThat(code).isIn(0, 143);
        assertThat(bot.err()).doesNotContain("ERROR", "Exception");
        start();

        toAlice("is ready");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void discordThatRefusesTheTokenHarmsNothingOnSlack() {
        discord.token("another");
        bot = BotProcess.start(files).up();
        client = new SlackClient(slack, rig.clock(), bot.slackPort());

        await().atMost(LONG)
                .until(() -> bot.health().at("/discord/state").asText().equals("FAILED"));
        client.type("UALICE", WITH_ALICE, "book pharos-virtual for 2h");
        toAlice("is ready");
        assertThat(bot.healthStatus()).isEqualTo(503);
        assertThat(bot.health().at("/discord/detail").asText()).contains("does not take the token");
        assertThat(bot.health().at("/slack/state").asText()).isEqualTo("UP");
        assertThat(bot.metrics()).contains("laas_bot_connected{platform=\"discord\"} 0.0");
    }

    @Test
    void slackThatTakesNoMessagesHarmsNothingOnDiscord() {
        FakeSlack.Mishap[] broken = new FakeSlack.Mishap[200];
        java.util.Arrays.fill(broken, FakeSlack.Mishap.BROKEN);
        slack.spoil("conversations.open", broken);
        start();
        bookElsewhere(alice);
        bookElsewhere(bob);

        toBob("is ready");
        await().atMost(LONG).until(() -> bot.health().at("/slack/waiting").asInt() == 1);
        assertThat(slack.messages(WITH_ALICE)).isEmpty();
        assertThat(bot.health().at("/discord/waiting").asInt()).isZero();
    }

    @Test
    void secondBotOnTheSameMemoryIsRefusedInOneSentence() {
        start();
        BotProcess second = BotProcess.start(files);

        assertThat(second.ended()).isEqualTo(1);
        assertThat(second.err().lines())
                .singleElement()
                .asString()
                .contains("memory", "cannot be opened", "another bot");
    }

    @Test
    void wrongConfigurationIsRefusedInOneSentence() {
        new BotFiles(files)
                .server(rig.server().uri(), rig.botToken())
                .slackBySocket(slack.api())
                .with("colour: red")
                .written();
        BotProcess wrong = BotProcess.start(files);

        assertThat(wrong.ended()).isEqualTo(2);
        assertThat(wrong.err().lines()).singleElement().asString().contains("'colour' is no key of slack");
    }
}
