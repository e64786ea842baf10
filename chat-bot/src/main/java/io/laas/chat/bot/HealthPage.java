package io.laas.chat.bot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.Health;
import io.laas.chat.platform.Platform;
import io.laas.model.wire.WireJson;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Health at {@code /healthz}, metrics at {@code /metrics}; without secrets and without names of people. 200 while every platform is
 * connected and the server's events are read, else 503.
 */
final class HealthPage implements AutoCloseable {
    private static final JsonMapper JSON = WireJson.strict();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, r -> {
        Thread thread = new Thread(r, "laas-health");
        thread.setDaemon(true);
        return thread;
    });
    private final Hub hub;
    private final List<Platform> platforms;
    private final PrometheusMeterRegistry registry;

    private HealthPage(HttpServer http, Hub hub, List<Platform> platforms, PrometheusMeterRegistry registry) {
        this.http = http;
        this.hub = hub;
        this.platforms = List.copyOf(platforms);
        this.registry = registry;
    }

    static HealthPage open(
            InetSocketAddress address, Hub hub, List<Platform> platforms, PrometheusMeterRegistry registry)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException(
                    "Health cannot be served on " + address + ": " + e.getMessage()
                            + ". Set 'health' to another address.",
                    e);
        }
        HealthPage page = new HealthPage(http, hub, platforms, registry);
        platforms.forEach(page::measure);
        http.setExecutor(page.threads);
        http.createContext("/healthz", page::health);
        http.createContext("/metrics", page::metrics);
        http.start();
        return page;
    }

    private void measure(Platform platform) {
        Gauge.builder("laas.bot.connected", platform, p -> p.health().state() == Health.State.UP ? 1 : 0)
                .tag("platform", platform.name())
                .register(registry);
        Gauge.builder("laas.bot.messages.waiting", platform, p -> hub.waiting(p.name()))
                .tag("platform", platform.name())
                .register(registry);
        Gauge.builder("laas.bot.events.read", hub, Hub::position).register(registry);
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void health(HttpExchange exchange) throws IOException {
        Map<String, Object> page = new LinkedHashMap<>();
        boolean up = hub.position() >= 0;
        page.put("eventsRead", hub.position());
        for (Platform platform : platforms) {
            Health health = platform.health();
            up &= health.state() == Health.State.UP;
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("state", health.state());
            shown.put("detail", health.detail());
            shown.put("waiting", hub.waiting(platform.name()));
            page.put(platform.name(), shown);
        }
        send(exchange, up ? 200 : 503, "application/json", JSON.writeValueAsString(page));
    }

    private void metrics(HttpExchange exchange) throws IOException {
        send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
