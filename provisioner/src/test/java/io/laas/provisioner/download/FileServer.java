package io.laas.provisioner.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laas.model.lab.RemoteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on loopback with one file, which answers as a test wants. Remembers what parts were asked for. */
public final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile byte[] content;
    private volatile Answering answering = (exchange, number) -> false;

    /** What is done instead of answering properly. */
    public interface Answering {
        /** Returns whether the request is answered; number counts from 1. */
        boolean answers(HttpExchange exchange, int number) throws IOException;
    }

    public FileServer(byte[] content) {
        this.content = content;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public void answering(Answering how) {
        answering = how;
    }

    public void content(byte[] other) {
        content = other;
    }

    public RemoteFile file() {
        return new RemoteFile("http://127.0.0.1:%d/image.qcow2?key=secret"
                .formatted(server.getAddress().getPort()));
    }

    /** Returns the parts that were asked for, in order; "" for the whole file. */
    public List<String> ranges() {
        return ranges;
    }

    public static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .orElse("");
        ranges.add(range);
        try (exchange) {
            if (answering.answers(exchange, ranges.size())) {
                return;
            }
            Matcher part = RANGE.matcher(range);
            if (part.matches()) {
                int from = Integer.parseInt(part.group(1));
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
                send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
            } else {
                send(exchange, 200, content);
            }
        }
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Announces the whole file and sends half of it. */
    public void sendHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, content.length / 2);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
