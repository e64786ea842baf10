package io.laas.jenkins.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Chromium without a window, with one page, steered by its DevTools protocol. It keeps what the page complains of: scripts
 * that fail and whatever the Content-Security-Policy stops.
 */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/.*");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NETWORK_CHANGED = "net::ERR_NETWORK_CHANGED";

    private final Process process;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private Browser(Process process, int port) throws Exception {
        this.process = process;
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest pages = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode page = await("a page")
                .atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(http.send(pages, HttpResponse.BodyHandlers.ofString())
                                        .body())
                                .path(0),
                        p -> p.has("webSocketDebuggerUrl"));
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Starts one that keeps its files in the directory. */
    public static Browser start(Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        chromium().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--no-proxy-server",
                        "--remote-debugging-port=0",
                        "--window-size=1280,1000",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.matches()) {
                swallow(output);
                return new Browser(process, Integer.parseInt(matcher.group(1)));
            }
        }
        throw new IOException("Chromium ended before it could be steered, exit code " + process.waitFor());
    }

    private static void swallow(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "chromium-output");
        thread.setDaemon(true);
        thread.start();
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page and waits until it is loaded. */
    public void open(String url) {
        call("Page.navigate", Map.of("url", url));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Logs somebody in whose password is the name. */
    public void login(String jenkins, String user) {
        open(jenkins + "login");
        evaluate("""
                document.querySelector('[name=j_username]').value = '%1$s';
                document.querySelector('[name=j_password]').value = '%1$s';
                document.querySelector('[name=j_username]').form.submit()""".formatted(user));
        until("document.readyState === 'complete' && !location.href.includes('login')");
    }

    /** Returns the value of an expression in the page, as JSON tells it. */
    public JsonNode evaluate(String script) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(script + " failed: " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until a condition holds in the page. */
    public void until(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate(condition).asBoolean());
    }

    /** Waits until somebody reads all of the texts in the element. */
    public void untilRead(String selector, String... texts) {
        until("(text => %s.every(t => text.includes(t)))(document.querySelector(%s).innerText)"
                .formatted(JSON.valueToTree(texts), quoted(selector)));
    }

    /** Presses the button with these words, as soon as it is there. */
    public void press(String words) {
        String button =
                "[...document.querySelectorAll('button')].find(b => b.checkVisibility() && b.innerText.trim() === "
                        + quoted(words) + ")";
        until(button + " !== undefined");
        evaluate(button + ".click()");
    }

    /** Sets a field of a form and lets the page know. */
    public void fill(String selector, String value) {
        evaluate("""
                (field => { field.value = %s; field.dispatchEvent(new Event('input', { bubbles: true })); })(document.querySelector(%s))""".formatted(quoted(value), quoted(selector)));
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    /** Sets the width of the window, in pixels. */
    public void width(int pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Keeps a picture of the whole page. */
    public void picture(Path file) throws IOException {
        JsonNode shot = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** Returns what pages have complained of so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(number, answer);
        String text = JSON.valueToTree(Map.of("id", number, "method", method, "params", parameters))
                .toString();
        synchronized (socket) {
            socket.sendText(text, true).join();
        }
        JsonNode told = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (told.has("error")) {
            throw new IllegalStateException(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    private void heard(JsonNode message) {
        CompletableFuture<JsonNode> answer = open.remove(message.path("id").asInt());
        if (answer != null) {
            answer.complete(message);
        }
        JsonNode entry = message.path("params").path("entry");
        if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
            complaints.add(message.path("params").path("exceptionDetails").toString());
        } else if (entry.path("text").asText().contains(NETWORK_CHANGED)) {
            // networks of the machine came or went, such as those of other tests' pods; a page that needed what it asked for does not go on
            return;
        } else if (entry.path("level").asText().equals("error")
                || entry.path("source").asText().equals("security")) {
            complaints.add(entry.path("text").asText() + " " + entry.path("url").asText());
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroyForcibly().onExit().join();
    }

    /** Puts the parts of messages together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String whole = parts.toString();
                parts.setLength(0);
                try {
                    heard(JSON.readTree(whole));
                } catch (IOException e) {
                    complaints.add("not to be read: " + e.getMessage());
                }
            }
            from.request(1);
            return null;
        }
    }
}
