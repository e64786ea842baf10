package io.laas.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a bot: its configuration, and each secret in a file of its own. */
public final class BotFiles {
    private final Path directory;
    private final List<String> lines = new ArrayList<>();

    public BotFiles(Path directory) {
        this.directory = directory;
    }

    public BotFiles server(URI server, String token) {
        lines.add("server: " + server);
        lines.add("token-file: " + secret("laas-token", token));
        lines.add("data: memory");
        lines.add("health: 127.0.0.1:0");
        return this;
    }

    public BotFiles slackByHttp(URI api, String signingSecret) {
        return slack(api, "mode: http", "listen: 127.0.0.1:0", "signing-secret-file: " + secret("sign", signingSecret));
    }

    public BotFiles slackBySocket(URI api) {
        return slack(api, "mode: socket", "app-token-file: " + secret("slack-app", "xapp-test"));
    }

    private BotFiles slack(URI api, String... more) {
        lines.add("slack:");
        lines.add("  api: " + api);
        lines.add("  bot-token-file: " + secret("slack-bot", "xoxb-test"));
        for (String line : more) {
            lines.add("  " + line);
        }
        return this;
    }

    public BotFiles discord(URI api, String gateway, String guild, String token) {
        lines.add("discord:");
        lines.add("  api: " + api);
        lines.add("  gateway: " + gateway);
        lines.add("  guild: " + guild);
        lines.add("  token-file: " + secret("discord", token));
        return this;
    }

    /** Adds a line to what was begun last. */
    public BotFiles with(String line) {
        lines.add("  " + line);
        return this;
    }

    private String secret(String name, String text) {
        write(name, text + "\n");
        return name;
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code chat-bot.yaml}. */
    public Path written() {
        write("chat-bot.yaml", String.join("\n", lines) + "\n");
        return directory;
    }
}
