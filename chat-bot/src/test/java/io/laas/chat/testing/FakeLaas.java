package io.laas.chat.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.model.Channel;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that speaks the wire format; routes are given by tests. Events reach streams and polls. */
public final class FakeLaas implements AutoCloseable {
    private static final JsonMapper JSON = WireJson.strict();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Said>> routes = new LinkedHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<EventJson> events = new ArrayList<>();
    private volatile boolean streams = true;
    private volatile boolean closed;
    private volatile int generation;

    /** What a client asked. */
    public record Asked(String method, String path, String query, Map<String, String> headers, String body) {
        public <T> T json(Class<T> type) {
            try {
                return JSON.readValue(body, type);
            } catch (IOException e) {
                throw new IllegalArgumentException(body, e);
            }
        }
    }

    /** What it was told. */
    public record Said(int status, Object body) {
        public static Said ok(Object body) {
            return new Said(200, body);
        }

        public static Said error(int status, String code, String message) {
            return new Said(status, new ErrorJson(code, message, Map.of()));
        }
    }

    public FakeLaas() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Answers a method and path such as {@code GET /bookings/b-1}; the part in braces of a path matches anything. */
    public FakeLaas on(String methodAndPath, Function<Asked, Said> answer) {
        routes.put(methodAndPath, answer);
        return this;
    }

    public FakeLaas on(String methodAndPath, Object body) {
        return on(methodAndPath, a -> Said.ok(body));
    }

    public void withoutStreams() {
        streams = false;
    }

    /** Ends all streams that are open. */
    public void cutStreams() {
        generation++;
    }

    /** Adds an event of a booking and wakes who waits. */
    public void event(String booking) {
        synchronized (events) {
            long sequence = events.size() + 1L;
            events.add(new EventJson(
                    sequence, Instant.EPOCH, "TASK_CHANGED", "lab1", booking, null, null, "alice", "SYSTEM", Map.of()));
            events.notifyAll();
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    public LaasClient client() {
        return new LaasClient(ClientSettings.of(uri(), "secret-token", Channel.CONSOLE));
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Asked> asked(String method, String path) {
        return asked.stream()
                .filter(a -> a.method().equals(method) && a.path().equals(path))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = request(exchange);
            asked.add(request);
            if (request.path().equals("/events/stream")) {
                stream(exchange, after(request));
            } else {
                Said said = answer(request);
                byte[] body = said.body() == null ? new byte[0] : JSON.writeValueAsBytes(said.body());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw e;
        }
    }

    private static Asked request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return new Asked(exchange.getRequestMethod(), path, query, headers, body);
    }

    private Said answer(Asked request) {
        if (request.path().equals("/events")) {
            return Said.ok(Map.of("items", waitFor(after(request), 300)));
        }
        String wanted = request.method() + " " + request.path();
        return routes.entrySet().stream()
                .filter(r -> wanted.matches(r.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .findFirst()
                .map(r -> r.getValue().apply(request))
                .orElseGet(() -> request.path().endsWith("/events")
                        ? Said.ok(List.of())
                        : Said.error(404, "NO_ROUTE", "The fake has no " + wanted));
    }

    private static long after(Asked request) {
        return java.util.Arrays.stream(request.query().split("&"))
                .filter(p -> p.startsWith("after="))
                .mapToLong(p -> Long.parseLong(p.substring(6)))
                .findFirst()
                .orElse(0);
    }

    private List<EventJson> waitFor(long after, long millis) {
        synchronized (events) {
            if (events.size() <= after) {
                try {
                    events.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.copyOf(events.subList((int) Math.min(after, events.size()), events.size()));
        }
    }

    private void stream(HttpExchange exchange, long after) throws IOException {
        if (!streams) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        long seen = after;
        int mine = generation;
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!closed && mine == generation) {
                for (EventJson event : waitFor(seen, 200)) {
                    String text = "id: " + event.sequence() + "\nevent: change\ndata: " + JSON.writeValueAsString(event)
                            + "\n\n";
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    seen = event.sequence();
                }
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
        threads.shutdownNow();
    }
}
