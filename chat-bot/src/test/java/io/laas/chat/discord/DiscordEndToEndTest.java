package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import io.laas.chat.testing.BotRig;
import io.laas.engine.account.Right;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, the bot and a real JDA; only Discord itself is ours. */
class DiscordEndToEndTest {
    private static final String ALICE = "201";

    private final FakeDiscord discord = new FakeDiscord();
    private BotRig rig;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = new BotRig(directory);
        rig.link("alice", "discord:" + ALICE, Right.VIEW, Right.BOOK);
        startBot();
        await().atMost(Duration.ofSeconds(15)).until(discord::ready);
    }

    private void startBot() {
        DiscordSettings settings = new DiscordSettings(
                "good-token", Optional.of(FakeDiscord.GUILD), discord.api(), Optional.of(discord.gatewayUrl()));
        rig.start(List.of(hub -> new DiscordPlatform(settings, hub, rig.store(), rig.clock(), rig.counts())));
    }

    @AfterEach
    void stop() {
        rig.close();
        discord.close();
    }

    private String answer(Interaction interaction) {
        await().atMost(Duration.ofSeconds(10)).until(() -> !interaction.shown().isEmpty());
        return interaction.last();
    }

    private Message message(String channel, String text) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> discord.find(channel, text).isPresent());
        return discord.find(channel, text).orElseThrow();
    }

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

        Message building = message(FakeDiscord.direct(ALICE), "half of them");
        assertThat(building.shown()).contains("Building the pod", "<t:");
        await().atMost(Duration.ofSeconds(5)).until(book::deleted);
        rig.pods().letGo();
        Message ready = message(FakeDiscord.direct(ALICE), "is ready");

        assertThat(ready.id()).isEqualTo(building.id());
        assertThat(ready.shown()).contains("```\nssh ", "nfv tests", "[Extend]", "[Reset]", "[Release]");
        assertThat(discord.messages(FakeDiscord.direct(ALICE))).hasSize(1);
    }
}
