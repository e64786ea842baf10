package io.laas.chat.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.discord.FakeDiscord;
import io.laas.chat.slack.FakeSlack;
import io.laas.chat.slack.FakeSocket;
import io.laas.chat.testing.BotFiles;
import io.laas.chat.testing.BotRig;
import io.laas.engine.account.Right;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The check and the set-up against a real server, with Bolt's and JDA's own clients. */
class BotCommandTest {
    private final FakeSlack slack = new FakeSlack();
    private final FakeSocket socket = new FakeSocket();
    private final FakeDiscord discord = new FakeDiscord();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private BotRig rig;
    private Path files;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = new BotRig(directory);
        files = directory.resolve("bot");
        slack.socketAt(socket.url());
    }

    @AfterEach
    void stop() throws InterruptedException {
        rig.close();
        slack.close();
        socket.stop(500);
        discord.close();
    }

    private Path config(String laasToken, String discordToken) {
        return new BotFiles(files)
                .server(rig.server().uri(), laasToken)
                .slackBySocket(slack.api())
                .with("channels: {lab1: C1}")
                .discord(discord.api(), discord.gatewayUrl(), FakeDiscord.GUILD, discordToken)
                .with("channels: {lab1: \"" + FakeDiscord.CHANNEL + "\"}")
                .written()
                .resolve("chat-bot.yaml");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine(Map.of());
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void checkFindsThatEverythingIsThere() {
        int code = run(
                "bot",
                "--check",
                "--config",
                config(rig.botToken(), "good-token").toString());

        assertThat(out.toString())
                .contains("ok       Server: LaaS", "ok       Server: the token may act for people")
                .contains("ok       Slack: the app has all scopes it needs", "ok       Slack: a socket can be opened")
                .contains("ok       Slack: the bot is in channel C1")
                .contains("ok       Discord: the bot is in Lab", "ok       Discord: the bot writes in lab")
                .endsWith("Everything is set up.\n");
        assertThat(code).isZero();
        assertThat(slack.calls("chat.postMessage")).as("it changes nothing").isEmpty();
        assertThat(discord.calls("PUT ")).isEmpty();
    }

    @Test
    void checkNamesWhatIsMissing() {
        slack.scopes("commands", "chat:write");
        slack.shut("C1");
        String tooMuch = rig.server().token("root", Right.MANAGE, Right.ACT_FOR);
        int code =
                run("bot", "--check", "--config", config(tooMuch, "bad-token").toString());

        assertThat(out.toString())
                .contains("missing  Server: the token also holds")
                .contains("missing  Slack: the app lacks the scopes channels:history")
                .contains("missing  Slack: the bot is not in channel C1; type there: /invite @laas")
                .contains("missing  Discord: the token is not taken; make a new one")
                .contains("are not as they should be.")
                .doesNotContain(tooMuch, "bad-token", "xoxb-test", "xapp-test");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void checkSaysThatTheTokenCannotActForPeople() {
        String weak = rig.server().token("weak", Right.VIEW);
        run("bot", "--check", "--config", config(weak, "good-token").toString());

        assertThat(out.toString()).contains("missing  Server: the token lacks ACT_FOR");
    }

    @Test
    void setupWritesSlacksManifestAndMakesTheCommandsKnownToDiscord() throws Exception {
        Path manifest = files.resolve("manifest.yaml");
        int code = run(
                "bot",
                "setup",
                "--config",
                config(rig.botToken(), "good-token").toString(),
                "--slack-manifest",
                manifest.toString());

        assertThat(code).as(err::toString).isZero();
        assertThat(Files.readString(manifest))
                .contains("socket_mode_enabled: true", "command: /laas", "- chat:write", "- im:history")
                .doesNotContain("xoxb");
        assertThat(discord.commands().findValuesAsText("name")).contains("laas", "laas-more", "book");
        assertThat(out.toString()).contains("invite the bot with https://discord.com/oauth2/authorize");
    }

    @Test
    void setupForHttpNamesTheAddress() throws Exception {
        Path manifest = files.resolve("manifest.yaml");
        run(
                "bot",
                "setup",
                "--config",
                config(rig.botToken(), "good-token").toString(),
                "--url",
                "https://laas.example.org/slack/events",
                "--slack-manifest",
                manifest.toString());

        assertThat(Files.readString(manifest))
                .contains("socket_mode_enabled: false", "request_url: https://laas.example.org/slack/events");
    }
}
