package io.laas.chat.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bot as it is run: a process of its own with a configuration file. */
public final class BotProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UP = Pattern.compile("laas bot: on (.*), health at port (\\d+)");
    private static final Pattern SLACK_PORT = Pattern.compile("by HTTP on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path out;
    private final Path err;
    private final Process process;

    private BotProcess(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** Starts {@code laas bot} in a directory, where its configuration and its files are. */
    public static BotProcess start(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-Xss512k",
                "-cp",
                System.getProperty("java.class.path"),
                "io.laas.chat.bot.Main",
                "bot"));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "out", "");
            Path err = Files.createTempFile(directory, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(k -> k.startsWith("LAAS_")
                            || k.startsWith("SLACK_")
                            || k.startsWith("DISCORD_")
                            || k.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
            return new BotProcess(out, err, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it runs. */
    public BotProcess up() {
        await().atMost(Waits.LONG).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the bot ended with " + process.exitValue() + ": " + out() + err());
            }
            return UP.matcher(out()).find();
        });
        return this;
    }

    /** Waits until it ends, and returns its exit code. */
    public int ended() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the bot does not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Asks it to end, as systemd does, and returns its exit code. */
    public int end() {
        process.destroy();
        return ended();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        Matcher up = UP.matcher(out());
        if (!up.find()) {
            throw new IllegalStateException("the bot is not up: " + out() + err());
        }
        URI uri = URI.create("http://127.0.0.1:" + up.group(2) + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int healthStatus() {
        return get("/healthz").statusCode();
    }

    public JsonNode health() {
        try {
            return JSON.readTree(get("/healthz").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String metrics() {
        return get("/metrics").body();
    }

    /** Returns the port on which it takes Slack's requests. */
    public int slackPort() {
        Matcher port = SLACK_PORT.matcher(health().at("/slack/detail").asText());
        if (!port.find()) {
            throw new IllegalStateException("Slack is not taken by HTTP: " + health());
        }
        return Integer.parseInt(port.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
