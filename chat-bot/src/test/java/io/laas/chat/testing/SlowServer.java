package io.laas.chat.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands before a server and hands its answers on late. Streams of events are refused, so that events are asked for. */
public final class SlowServer implements AutoCloseable {
    private static final List<String> HANDED_ON =
            List.of("Authorization", "LaaS-Channel", "LaaS-Acting-For", "Idempotency-Key", "Content-Type");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private volatile Duration late = Duration.ZERO;
    private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);

    public SlowServer(URI server) {
        this.server = server;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Hands every answer on so much later from now on. */
    public void late(Duration by) {
        late = by;
    }

    /** Hands nothing on from now on. */
    public void hold() {
        held = new CompletableFuture<>();
    }

    /** Hands on what was held, and everything from now on. */
    public void letGo() {
        held.complete(null);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/stream")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        HANDED_ON.forEach(name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        });
        CompletableFuture<Void> gate = held;
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenCombine(gate, (answer, open) -> answer)
                .thenAcceptAsync(
                        answer -> hand(exchange, answer),
                        CompletableFuture.delayedExecutor(late.toMillis(), TimeUnit.MILLISECONDS, threads));
    }

    private static void hand(HttpExchange exchange, HttpResponse<byte[]> answer) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
            if (length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(answer.body());
                }
            }
        } catch (IOException e) {
            // the bot waited no longer
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
