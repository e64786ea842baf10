package io.laas.chat.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.laas.chat.testing.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Slack's end of Socket Mode: sends envelopes, collects acknowledgements. */
public final class FakeSocket extends WebSocketServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch started = new CountDownLatch(1);
    private final Map<String, JsonNode> acks = new ConcurrentHashMap<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Duration> took = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile WebSocket client;

    public FakeSocket() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        setReuseAddr(true);
        setDaemon(true);
        start();
        try {
            started.await(Waits.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "ws://127.0.0.1:" + getPort() + "/link";
    }

    int opened() {
        return opened.get();
    }

    public boolean connected() {
        return client != null && client.isOpen();
    }

    public JsonNode ack(String envelope) {
        return acks.get(envelope);
    }

    /** Returns how long the bot took to acknowledge an envelope; empty before it did. */
    public Optional<Duration> took(String envelope) {
        return Optional.ofNullable(took.get(envelope));
    }

    /** Delivers what Slack would post as a form. */
    public void command(String envelope, String form) {
        ObjectNode payload = JSON.createObjectNode();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            payload.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        ObjectNode message = JSON.createObjectNode();
        message.put("envelope_id", envelope).put("type", "slash_commands").put("accepts_response_payload", true);
        message.set("payload", payload);
        sent.put(envelope, System.nanoTime());
        client.send(message.toString());
    }

    /** Slack asks for a new connection. */
    void refresh() {
        client.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
    }

    void cut() {
        client.closeConnection(1006, "cut");
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        opened.incrementAndGet();
        client = socket;
        socket.send("{\"type\":\"hello\",\"num_connections\":1,\"connection_info\":{\"app_id\":\"A1\"}}");
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.has("envelope_id")) {
                String envelope = message.path("envelope_id").asText();
                took.put(envelope, Duration.ofNanos(System.nanoTime() - sent.getOrDefault(envelope, 0L)));
                acks.put(envelope, message);
            }
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // the client comes again
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        // seen by the client
    }
}
