package io.laas.chat.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.chat.slack.SlackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final Map<String, String> BY_SOCKET =
            Map.of("LAAS_TOKEN", "laas-secret", "SLACK_BOT_TOKEN", "xoxb-secret", "SLACK_APP_TOKEN", "xapp-secret");

    @TempDir
    private Path directory;

    private BotConfig read(String yaml) throws IOException, BotConfig.Wrong {
        Path file = Files.writeString(directory.resolve("chat-bot.yaml"), yaml);
        return ConfigFile.read(Optional.of(file), Map.of());
    }

    private void secret(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void everythingMayStandInTheEnvironment() throws BotConfig.Wrong {
        Map<String, String> env = new HashMap<>(BY_SOCKET);
        env.put("DISCORD_TOKEN", "discord-secret");
        env.put("DISCORD_GUILD", "500");
        env.put("LAAS_BOT_ZONE", "Europe/Paris");
        BotConfig config = ConfigFile.read(Optional.empty(), env);

        assertThat(config.server().server()).hasToString("http://127.0.0.1:8920/");
        assertThat(config.zone()).hasToString("Europe/Paris");
        assertThat(config.slack().orElseThrow().way()).isInstanceOf(SlackSettings.Socket.class);
        assertThat(config.discord().orElseThrow().guild()).contains("500");
        assertThat(config.toString()).as("fit for a log").doesNotContain("secret");
    }

    @Test
    void secretsStandInFilesBesideTheConfiguration() throws Exception {
        secret("token", "laas-secret\n");
        secret("bot", "xoxb-1\n");
        secret("sign", "s1gn\n");
        BotConfig config = read("""
                server: https://ci.example.org/laas/
                token-file: token
                data: memory
                slack:
                  mode: http
                  bot-token-file: bot
                  signing-secret-file: sign
                  listen: 127.0.0.1:9000
                  channels: {lab1: C1, default: C2}
                """);

        assertThat(config.server().token()).isEqualTo("laas-secret");
        assertThat(config.data()).isEqualTo(directory.resolve("memory"));
        SlackSettings.Http http =
                (SlackSettings.Http) config.slack().orElseThrow().way();
        assertThat(http.signingSecret()).isEqualTo("s1gn");
        assertThat(http.listen().getPort()).isEqualTo(9000);
        assertThat(config.channels().all()).hasSize(2);
        assertThat(config.discord()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "LAAS_TOKEN||The token of the bot at the server is missing",
                "SLACK_APP_TOKEN||Slack's app token is missing",
                "SLACK_BOT_TOKEN||Neither Slack nor Discord is set up",
                "SLACK_BOT_TOKEN|xapp-1|Slack's bot token must begin with xoxb-",
                "SLACK_BOT_TOKEN|xoxb 1|What is in SLACK_BOT_TOKEN is not a secret",
                "SLACK_MODE|http|Slack's signing secret is missing, without which anybody could send commands",
                "SLACK_MODE|pigeon|slack.mode must be socket or http, was 'pigeon'",
                "LAAS_BOT_ZONE|Paris|'zone' must be a time zone such as Europe/Paris, was 'Paris'",
                "LAAS_BOT_HEALTH|here|'health' must be an address and a port such as 127.0.0.1:8921, was 'here'",
                "LAAS_URL|lab|'server' is not the address of a server",
                "SLACK_API|ftp://x/|'slack.api' must be an http or https address",
                "DISCORD_TOKEN_FILE|/nowhere/token|The secret in /nowhere/token cannot be read"
            })
    void whatIsWrongIsSaidInOneSentence(String variable, String value, String sentence) {
        Map<String, String> env = new HashMap<>(BY_SOCKET);
        if (value == null) {
            env.remove(variable);
        } else {
            env.put(variable, value);
        }

        assertThatThrownBy(() -> ConfigFile.read(Optional.empty(), env))
                .isInstanceOf(BotConfig.Wrong.class)
                .hasMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage())
                        .as("one line, no secret")
                        .doesNotContain("\n", "laas-secret", "xoxb-secret", "xapp-secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sever: x|'sever' is no key of the configuration. There are: data, discord,",
                "slack: {bot-token: xoxb-1}|'bot-token' is no key of slack",
                "slack: {}|Slack's bot token is missing",
                "discord: {guild: 1}|Discord's token is missing",
                "- a|must hold keys with values",
                "zone: [a, b]|'zone' must be one value",
                "zone: {|line 1 cannot be read as YAML"
            })
    void mistakesInTheFileAreNamed(String yaml, String sentence) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(BotConfig.Wrong.class).hasMessageContaining(sentence);
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.yaml");

        assertThatThrownBy(() -> ConfigFile.read(Optional.of(missing), BY_SOCKET))
                .isInstanceOf(BotConfig.Wrong.class)
                .hasMessageContaining("missing.yaml cannot be read");
    }

    @Test
    void mailAloneIsEnoughAndItsPasswordStaysOutOfLogs() throws Exception {
        secret("token", "laas-secret");
        secret("mail", "mail-secret");
        BotConfig config = read("""
                token-file: token
                zone: Europe/Paris
                mail: {smtp: 'mail.example.org:465', security: tls, user: laas, password-file: mail, from: laas@example.org, to: '{user}@example.org'}
                """);
        assertThat(config.mail().orElseThrow().login().orElseThrow().password()).isEqualTo("mail-secret");
        assertThat(config.mail().orElseThrow().zone()).hasToString("Europe/Paris");
        assertThat(config.toString()).doesNotContain("mail-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{from: laas@example.org, to: '{user}@example.org'} | mail.smtp is missing",
                "{smtp: 'm:25', to: '{user}@example.org'} | mail.from is missing",
                "{smtp: 'm:25', from: laas@example.org} | mail.to is missing",
                "{smtp: 'm:x', from: laas@example.org, to: '{user}@example.org'} | 'mail.smtp' must be an address and a port",
                "{smtp: 'm:25', from: laas, to: '{user}@example.org'} | mail.from must be an address",
                "{smtp: 'm:25', from: laas@example.org, to: ops@example.org} | mail.to must be an address with {user} in it",
                "{smtp: 'm:25', security: ssl, from: laas@example.org, to: '{user}@example.org'} | mail.security must be starttls, tls or none",
                "{smtp: 'm:25', user: laas, from: laas@example.org, to: '{user}@example.org'} | mail.user and the password go together",
                "{smpt: 'm:25'} | 'smpt' is no key of mail",
            })
    void whatIsWrongWithMailIsSaid(String mail, String says) throws Exception {
        secret("token", "laas-secret");
        assertThatThrownBy(() -> read("token-file: token\nmail: " + mail + "\n"))
                .isInstanceOf(BotConfig.Wrong.class)
                .hasMessageContaining(says);
    }
}
