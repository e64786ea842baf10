package io.laas.chat.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.laas.chat.bot.BotConfig.Wrong;
import io.laas.chat.client.ClientSettings;
import io.laas.chat.discord.DiscordSettings;
import io.laas.chat.hub.Channels;
import io.laas.chat.mail.MailSettings;
import io.laas.chat.slack.SlackSettings;
import io.laas.model.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code chat-bot.yaml}. What is not in the file is taken from the environment; secrets stand in files of their own, whose
 * names end in {@code -file}, or in the environment, never in the file itself.
 */
final class ConfigFile {
    static final Map<String, Set<String>> KEYS = Map.of(
            "", Set.of("server", "token-file", "data", "health", "zone", "slack", "discord", "mail"),
            "slack",
                    Set.of(
                            "mode",
                            "bot-token-file",
                            "app-token-file",
                            "signing-secret-file",
                            "listen",
                            "team",
                            "command",
                            "api",
                            "channels"),
            "discord", Set.of("token-file", "guild", "api", "gateway", "channels"),
            "mail", Set.of("smtp", "security", "user", "password-file", "from", "to"));

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    com.fasterxml.jackson.dataformat.yaml.YAMLFactory.builder()
                            .disable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                            .build())
            .build();

    private final JsonNode root;
    private final Path directory;
    private final Map<String, String> env;

    private ConfigFile(JsonNode root, Path directory, Map<String, String> env) {
        this.root = root;
        this.directory = directory;
        this.env = env;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param file empty: everything is in the environment
     */
    static BotConfig read(Optional<Path> file, Map<String, String> env) throws Wrong {
        JsonNode root = file.isPresent() ? parsed(file.get()) : MissingNode.getInstance();
        Path directory =
                file.map(f -> f.toAbsolutePath().getParent()).orElse(Path.of("").toAbsolutePath());
        ConfigFile config = new ConfigFile(root, directory, env);
        config.checkKeys("", root);
        config.checkKeys("slack", root.path("slack"));
        config.checkKeys("discord", root.path("discord"));
        config.checkKeys("mail", root.path("mail"));
        return config.config();
    }

    private static JsonNode parsed(Path file) throws Wrong {
        try {
            JsonNode root = YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (root.isMissingNode() || root.isObject()) {
                return root;
            }
            throw new Wrong("%s must hold keys with values, such as 'server: http://127.0.0.1:8920/'.".formatted(file));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Wrong(
                    "%s line %d cannot be read as YAML: %s".formatted(file, line, firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new Wrong("The configuration " + file + " cannot be read: "
                    + e.getClass().getSimpleName() + ". Name another with --config.");
        }
    }

    private static String firstLine(String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }

    private void checkKeys(String section, JsonNode node) throws Wrong {
        Set<String> known = KEYS.get(section);
        List<String> strange = node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(k -> !known.contains(k))
                .toList();
        if (!strange.isEmpty()) {
            throw new Wrong("'%s' is no key%s of the configuration. There are: %s."
                    .formatted(
                            strange.get(0),
                            section.isEmpty() ? "" : " of " + section,
                            known.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    private BotConfig config() throws Wrong {
        ZoneId zone = zone(text(root, "zone", "LAAS_BOT_ZONE").orElse("UTC"));
        Optional<SlackSettings> slack = slack(root.path("slack"));
        Optional<DiscordSettings> discord = discord(root.path("discord"));
        Optional<MailSettings> mail = mail(root.path("mail"), zone);
        if (slack.isEmpty() && discord.isEmpty() && mail.isEmpty()) {
            throw new Wrong(
                    "Neither Slack nor Discord is set up: give a bot token for one of them. ./laas chat setup tells how. For mail alone, give 'mail'.");
        }
        Map<String, Map<String, String>> channels = new LinkedHashMap<>();
        slack.ifPresent(s -> channels.put("slack", channels(root.path("slack"))));
        discord.ifPresent(d -> channels.put("discord", channels(root.path("discord"))));
        Path data = directory.resolve(text(root, "data", "LAAS_BOT_DATA").orElse("chat-bot-data"));
        InetSocketAddress health =
                address("health", text(root, "health", "LAAS_BOT_HEALTH").orElse("127.0.0.1:8921"));
        return new BotConfig(server(), data, health, zone, slack, discord, mail, new Channels(channels));
    }

    private ClientSettings server() throws Wrong {
        String url = text(root, "server", "LAAS_URL").orElse("http://127.0.0.1:8920/");
        String token = secret(root, "token-file", "LAAS_TOKEN")
                .orElseThrow(
                        () -> new Wrong(
                                "The token of the bot at the server is missing: name its file with 'token-file', or set LAAS_TOKEN or LAAS_TOKEN_FILE. It must hold ACT_FOR."));
        try {
            return new ClientSettings(
                    URI.create(url), token, Channel.SLACK, Duration.ofSeconds(1), Duration.ofSeconds(10));
        } catch (IllegalArgumentException e) {
            throw new Wrong("'server' is not the address of a server: " + e.getMessage() + ".");
        }
    }

    private Optional<SlackSettings> slack(JsonNode node) throws Wrong {
        Optional<String> token = secret(node, "bot-token-file", "SLACK_BOT_TOKEN");
        if (token.isEmpty()) {
            if (!node.isMissingNode()) {
                throw new Wrong(
                        "Slack's bot token is missing: name its file with 'bot-token-file', or set SLACK_BOT_TOKEN.");
            }
            return Optional.empty();
        }
        return Optional.of(new SlackSettings(
                kind("Slack's bot token", token.get(), "xoxb-"),
                way(node),
                text(node, "team", "SLACK_TEAM"),
                text(node, "command", "SLACK_COMMAND").orElse("/laas"),
                uri("slack.api", text(node, "api", "SLACK_API").orElse(SlackSettings.STANDARD_API)),
                SlackSettings.STANDARD_LOOK));
    }

    private SlackSettings.Way way(JsonNode node) throws Wrong {
        String mode = text(node, "mode", "SLACK_MODE").orElse("socket");
        if (mode.equals("socket")) {
            String app = secret(node, "app-token-file", "SLACK_APP_TOKEN")
                    .orElseThrow(
                            () -> new Wrong(
                                    "Slack's app token is missing: name its file with 'app-token-file', or set SLACK_APP_TOKEN. With 'mode: http' it is not needed."));
            return new SlackSettings.Socket(kind("Slack's app token", app, "xapp-"));
        }
        if (!mode.equals("http")) {
            throw new Wrong("slack.mode must be socket or http, was '" + mode + "'.");
        }
        String secret = secret(node, "signing-secret-file", "SLACK_SIGNING_SECRET")
                .orElseThrow(
                        () -> new Wrong(
                                "Slack's signing secret is missing, without which anybody could send commands: name its file with 'signing-secret-file', or set SLACK_SIGNING_SECRET."));
        return new SlackSettings.Http(
                secret,
                address("slack.listen", text(node, "listen", "SLACK_LISTEN").orElse("127.0.0.1:8922")));
    }

    private static String kind(String what, String secret, String begins) throws Wrong {
        if (!secret.startsWith(begins)) {
            throw new Wrong(what + " must begin with " + begins + "; another kind of token was given.");
        }
        return secret;
    }

    private Optional<DiscordSettings> discord(JsonNode node) throws Wrong {
        Optional<String> token = secret(node, "token-file", "DISCORD_TOKEN");
        if (token.isEmpty()) {
            if (!node.isMissingNode()) {
                throw new Wrong("Discord's token is missing: name its file with 'token-file', or set DISCORD_TOKEN.");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new DiscordSettings(
                    token.get(),
                    text(node, "guild", "DISCORD_GUILD"),
                    uri("discord.api", text(node, "api", "DISCORD_API").orElse(DiscordSettings.STANDARD_API)),
                    text(node, "gateway", "DISCORD_GATEWAY")));
        } catch (IllegalArgumentException e) {
            throw new Wrong(e.getMessage() + ".");
        }
    }

    private Optional<MailSettings> mail(JsonNode node, ZoneId zone) throws Wrong {
        if (node.isMissingNode() && text(node, "smtp", "MAIL_SMTP").isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress smtp = address("mail.smtp", needed(node, "smtp", "mail.example.org:587"));
        Optional<String> user = text(node, "user", "MAIL_USER");
        Optional<String> password = secret(node, "password-file", "MAIL_PASSWORD");
        if (user.isPresent() != password.isPresent()) {
            throw new Wrong(
                    "mail.user and the password go together: give 'user' and 'password-file' (or MAIL_PASSWORD), or neither.");
        }
        try {
            return Optional.of(new MailSettings(
                    smtp.getHostString(),
                    smtp.getPort(),
                    security(text(node, "security", "MAIL_SECURITY").orElse("starttls")),
                    user.map(u -> new MailSettings.Login(u, password.get())),
                    needed(node, "from", "laas@example.org"),
                    needed(node, "to", "'{user}@example.org'"),
                    zone,
                    MailSettings.STANDARD_PATIENCE));
        } catch (IllegalArgumentException e) {
            throw new Wrong(e.getMessage() + ".");
        }
    }

    private static MailSettings.Security security(String text) throws Wrong {
        return switch (text) {
            case "starttls" -> MailSettings.Security.STARTTLS;
            case "tls" -> MailSettings.Security.TLS;
            case "none" -> MailSettings.Security.NONE;
            default -> throw new Wrong("mail.security must be starttls, tls or none, was '" + text + "'.");
        };
    }

    private String needed(JsonNode node, String key, String example) throws Wrong {
        return text(node, key, "MAIL_" + key.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new Wrong("mail.%s is missing; it is such as %s.".formatted(key, example)));
    }

    private static Map<String, String> channels(JsonNode node) {
        Map<String, String> channels = new LinkedHashMap<>();
        node.path("channels")
                .properties()
                .forEach(e -> channels.put(e.getKey(), e.getValue().asText()));
        return channels;
    }

    private Optional<String> text(JsonNode node, String key, String variable) throws Wrong {
        JsonNode value = node.path(key);
        if (value.isContainerNode()) {
            throw new Wrong("'" + key + "' must be one value.");
        }
        return Optional.of(value.asText("").strip())
                .filter(v -> !v.isEmpty())
                .or(() -> Optional.ofNullable(env.get(variable))
                        .map(String::strip)
                        .filter(v -> !v.isEmpty()));
    }

    /** From a file the configuration names, from the environment, or from a file the environment names. */
    private Optional<String> secret(JsonNode node, String key, String variable) throws Wrong {
        Optional<String> file = text(node, key, variable + "_FILE");
        String given = env.get(variable);
        if (node.path(key).isMissingNode() && given != null && !given.isBlank()) {
            return Optional.of(word(given, variable));
        }
        return file.isEmpty() ? Optional.empty() : Optional.of(fromFile(directory.resolve(file.get())));
    }

    private static String fromFile(Path file) throws Wrong {
        try {
            return word(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new Wrong(
                    "The secret in " + file + " cannot be read: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static String word(String text, String source) throws Wrong {
        String word = text.strip();
        boolean good = !word.isEmpty() && word.length() <= 512 && word.chars().allMatch(c -> c > 32 && c < 127);
        if (!good) {
            throw new Wrong("What is in " + source + " is not a secret: it must be one word of printable characters.");
        }
        return word;
    }

    private static ZoneId zone(String zone) throws Wrong {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Wrong("'zone' must be a time zone such as Europe/Paris, was '" + zone + "'.");
        }
    }

    private static URI uri(String key, String text) throws Wrong {
        try {
            URI uri = URI.create(text.endsWith("/") ? text : text + "/");
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new Wrong("'" + key + "' must be an http or https address, was '" + text + "'.");
        }
        throw new Wrong("'" + key + "' must be an http or https address, was '" + text + "'.");
    }

    private static InetSocketAddress address(String key, String text) throws Wrong {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        boolean good = port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65_535;
        if (!good) {
            throw new Wrong("'" + key + "' must be an address and a port such as 127.0.0.1:8921, was '" + text + "'.");
        }
        return new InetSocketAddress(colon < 0 ? "127.0.0.1" : text.substring(0, colon), Integer.parseInt(port));
    }
}
