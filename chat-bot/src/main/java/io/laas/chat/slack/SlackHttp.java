package io.laas.chat.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.QueryStringParser;
import com.slack.api.bolt.util.SlackRequestParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laas.chat.hub.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Slack's requests by HTTP. A request is looked at only after its signature was found good; TLS is the matter of a proxy before
 * it.
 */
final class SlackHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackHttp.class);
    private static final String PATH = "/slack/events";
    private static final int MAX_BODY = 1 << 20;
    private static final int THREADS = 32;

    private final App app;
    private final SlackRequestParser parser;
    private final Signature signature;
    private final InstantSource clock;
    private final Counts counts;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, SlackHttp::daemon);

    SlackHttp(App app, SlackSettings.Http settings, InstantSource clock, Counts counts) throws IOException {
        this.app = app;
        this.parser = new SlackRequestParser(app.config());
        this.signature = new Signature(settings.signingSecret());
        this.clock = clock;
        this.counts = counts;
        this.server = HttpServer.create(settings.listen(), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "laas-slack-http");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, exchange.getRequestURI().getPath());
        } catch (RuntimeException e) {
            LOG.error("A request of Slack's failed", e);
            throw e;
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        if (!path.equals(PATH) || !exchange.getRequestMethod().equals("POST")) {
            send(exchange, path.equals(PATH) ? 405 : 404);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            refuse(exchange, 413, "too large");
        } else if (!signed(exchange, body)) {
            refuse(exchange, 401, "not signed");
        } else {
            run(exchange, body);
        }
    }

    private boolean signed(HttpExchange exchange, byte[] body) {
        return signature.good(
                exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp"),
                exchange.getRequestHeaders().getFirst("X-Slack-Signature"),
                body,
                clock.instant());
    }

    private void run(HttpExchange exchange, byte[] body) throws IOException {
        Request<?> request = parsed(exchange, body);
        if (request == null) {
            refuse(exchange, 400, "not understood");
            return;
        }
        try {
            send(exchange, app.run(request));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("A request of Slack's failed", e);
            send(exchange, 500);
        }
    }

    /** Returns null for what Slack would not send. */
    private Request<?> parsed(HttpExchange exchange, byte[] body) {
        try {
            return parser.parse(SlackRequestParser.HttpRequest.builder()
                    .requestUri(exchange.getRequestURI().getPath())
                    .queryString(
                            QueryStringParser.toMap(exchange.getRequestURI().getRawQuery()))
                    .headers(new RequestHeaders(new HashMap<>(exchange.getRequestHeaders())))
                    .requestBody(new String(body, StandardCharsets.UTF_8))
                    .remoteAddress(exchange.getRemoteAddress().getAddress().getHostAddress())
                    .build());
        } catch (RuntimeException e) {
            LOG.warn("A signed request could not be read: {}", e.getClass().getSimpleName());
            return null;
        }
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        counts.refused(SlackPlatform.NAME, why);
        LOG.warn(
                "A request of {} was refused: {}",
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                why);
        send(exchange, status);
    }

    private static void send(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.getHeaders()
                .forEach((name, values) -> values.stream()
                        .findFirst()
                        .ifPresent(v -> exchange.getResponseHeaders().put(name, List.of(v))));
        if (response.getContentType() != null) {
            exchange.getResponseHeaders().set("Content-Type", response.getContentType());
        }
        byte[] body =
                response.getBody() == null ? new byte[0] : response.getBody().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.getStatusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Takes nothing in any more. */
    void drain() {
        server.stop(0);
    }

    @Override
    public void close() {
        drain();
        threads.shutdownNow();
    }
}
