package io.laas.chat.discord;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Texts;
import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.wire.BookingJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real server, the bot and a real JDA; only Discord itself is ours. */
abstract class DiscordBotTest {
    static final String ALICE = "201";
    static final String BOB = "202";
    /** The conversation of the bot with Alice. */
    static final String WITH_ALICE = FakeDiscord.direct(ALICE);

    static final String WITH_BOB = FakeDiscord.direct(BOB);
    static final Map<String, String> TWO_HOURS = Map.of("pod", "pharos-virtual", "for", "2h");

    final FakeDiscord discord = new FakeDiscord();
    BotRig rig;
    DiscordPlatform platform;
    LaasClient alice;
    LaasClient bob;

    @BeforeEach
    void startAll(@TempDir Path directory) {
        rig = new BotRig(directory);
        configure(rig);
        alice = rig.link("alice", "discord:" + ALICE, Right.VIEW, Right.BOOK);
        bob = rig.link("bob", "discord:" + BOB, Right.VIEW, Right.BOOK);
        startBot();
    }

    void configure(BotRig bot) {
        // as it is
    }

    void startBot() {
        int before = discord.identified();
        begin();
        await().atMost(Waits.LONG).until(() -> discord.identified() > before);
    }

    /** Starts the bot without waiting for Discord. */
    void begin() {
        DiscordSettings settings = new DiscordSettings(
                "good-token", Optional.of(FakeDiscord.GUILD), discord.api(), Optional.of(discord.gatewayUrl()));
        rig.start(List.of(hub -> {
            platform = new DiscordPlatform(settings, hub, rig.store(), rig.clock(), rig.counts());
            return platform;
        }));
    }

    @AfterEach
    void stopAll() {
        rig.close();
        discord.close();
    }

    /** Types in the conversation with the bot and returns what is answered. */
    String ask(String user, String command, Map<String, String> options) {
        return answer(discord.type(user, true, command, options));
    }

    /** Returns what is answered last, other than that it takes longer. */
    String answer(Interaction interaction) {
        await().atMost(Waits.LONG)
                .until(() ->
                        !interaction.shown().isEmpty() && !interaction.last().contains(Texts.of("bot.working")));
        return interaction.last();
    }

    String answer(Interaction interaction, String text) {
        await().atMost(Waits.LONG).until(() -> interaction.last().contains(text));
        return interaction.last();
    }

    /** Presses a button of a message in the conversation of a user with the bot. */
    Interaction press(String user, Message message, String label) {
        boolean direct = !message.channel().equals(FakeDiscord.CHANNEL);
        return discord.press(user, direct, body(message), false, label);
    }

    /** Presses a button of what only the user sees. */
    Interaction press(String user, Interaction asked, String label) {
        JsonNode shown = asked.shown().get(asked.shown().size() - 1);
        return discord.press(user, true, shown, true, label);
    }

    static JsonNode body(Message message) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) message.body().deepCopy()).put("id", message.id());
    }

    Message message(String channel, String text) {
        await().atMost(Waits.LONG).until(() -> discord.find(channel, text).isPresent());
        return discord.find(channel, text).orElseThrow();
    }

    /** Books in the conversation with the bot and waits until it is handed over. */
    Message booked() {
        discord.type(ALICE, true, "book", TWO_HOURS);
        return message(WITH_ALICE, "is ready");
    }

    List<BookingJson> bookings(LaasClient of) {
        return of.bookings(true, List.of(), null, 50).value().orElseThrow();
    }

    BookingJson booking(String id) {
        return alice.booking(id).value().orElseThrow();
    }
}
