package io.laas.chat.pictures;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.chat.discord.DiscordPlatform;
import io.laas.chat.discord.DiscordSettings;
import io.laas.chat.discord.FakeDiscord;
import io.laas.chat.slack.FakeSlack;
import io.laas.chat.slack.SlackClient;
import io.laas.chat.slack.SlackPlatform;
import io.laas.chat.slack.SlackSettings;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Makes the pictures of the documentation: a real bot beside a real server writes its messages to Slack and Discord of our own, and
 * Chromium takes pictures of what they hold. Argument: the directory of the pictures.
 */
public final class Pictures {
    private static final String WITH_ALICE = "DUALICE";
    private static final String BOB = "301";
    private static final String WITH_BOB = FakeDiscord.direct(BOB);

    private final FakeSlack slack = new FakeSlack();
    private final FakeDiscord discord = new FakeDiscord();
    private final Camera camera;
    private final Path to;

    private Pictures(Camera camera, Path to) {
        this.camera = camera;
        this.to = to;
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory("laas-pictures");
        new Pictures(new Camera(work), Path.of(args[0])).take(work);
        System.exit(0);
    }

    private void take(Path work) throws Exception {
        try (BotRig rig = new BotRig(work)) {
            rig.link("alice", "slack:T1:UALICE", Right.VIEW, Right.BOOK);
            rig.link("bob", "discord:" + BOB, Right.VIEW, Right.BOOK);
            SlackSettings slackSettings = new SlackSettings(
                    "xoxb-test",
                    new SlackSettings.Http(SlackClient.SECRET, new InetSocketAddress("127.0.0.1", 0)),
                    Optional.empty(),
                    "/laas",
                    slack.api(),
                    SlackSettings.STANDARD_LOOK);
            DiscordSettings discordSettings = new DiscordSettings(
                    "good-token", Optional.of(FakeDiscord.GUILD), discord.api(), Optional.of(discord.gatewayUrl()));
            AtomicReference<SlackPlatform> platform = new AtomicReference<>();
            rig.start(List.of(
                    hub -> {
                        platform.set(new SlackPlatform(slackSettings, hub, rig.clock(), rig.counts()));
                        return platform.get();
                    },
                    hub -> new DiscordPlatform(discordSettings, hub, rig.store(), rig.clock(), rig.counts())));
            await().atMost(Duration.ofMinutes(1)).until(discord::ready);
            onDiscord(rig);
            onSlack(rig, new SlackClient(slack, rig.clock(), platform.get().port()));
        } finally {
            slack.close();
            discord.close();
        }
    }

    private void onSlack(BotRig rig, SlackClient client) throws Exception {
        client.type("UALICE", WITH_ALICE, "book");
        camera.take(SlackHtml.form(form()), to.resolve("slack-form.png"));
        rig.pods().hold();
        client.type("UALICE", WITH_ALICE, "book pharos-virtual for 8h \"nfv tests\"");
        toAlice("half of them");
        rig.pods().report(70, "1 of 2 answer");
        slack("slack-building", () -> toAlice("1 of 2 answer"));
        rig.pods().letGo();
        slack("slack-ready", () -> toAlice("is ready"));
        client.homeOpened("UALICE");
        await().atMost(Waits.LONG).until(() -> slack.home("UALICE") != null);
        camera.take(SlackHtml.of(slack.home("UALICE").path("blocks")), to.resolve("slack-home.png"));
        rig.clock().advance(Duration.ofHours(6).plusMinutes(1));
        slack("slack-reminder", () -> toAlice("ends in"));
    }

    private JsonNode form() {
        return await().atMost(Waits.LONG)
                .until(
                        () -> slack.views().stream()
                                .map(slack::view)
                                .filter(v -> v.has("submit"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode toAlice(String text) {
        return await().atMost(Waits.LONG)
                .until(
                        () -> slack.messages(WITH_ALICE).stream()
                                .filter(m -> m.shown().contains(text))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .blocks();
    }

    private void slack(String name, Supplier<JsonNode> blocks) throws Exception {
        camera.take(SlackHtml.of(blocks.get()), to.resolve(name + ".png"));
    }

    private void onDiscord(BotRig rig) throws Exception {
        rig.pods().hold();
        discord.type(BOB, true, "book", Map.of("pod", "pharos-virtual", "for", "3h", "purpose", "nfv tests"));
        toBob("half of them");
        rig.pods().report(70, "1 of 2 answer");
        discord("discord-building", toBob("1 of 2 answer").body());
        rig.pods().letGo();
        FakeDiscord.Message ready = toBob("is ready");
        discord("discord-ready", ready.body());
        FakeDiscord.Interaction asks = discord.press(BOB, true, ready.body(), false, "Release");
        await().atMost(Waits.LONG).until(() -> !asks.shown().isEmpty());
        discord("discord-question", asks.shown().get(0));
    }

    private FakeDiscord.Message toBob(String text) {
        await().atMost(Waits.LONG).until(() -> discord.find(WITH_BOB, text).isPresent());
        return discord.find(WITH_BOB, text).orElseThrow();
    }

    private void discord(String name, JsonNode message) throws Exception {
        camera.take(DiscordHtml.of(message), to.resolve(name + ".png"));
    }
}
