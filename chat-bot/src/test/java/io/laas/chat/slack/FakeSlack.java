package io.laas.chat.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Slack's Web API on loopback: keeps messages as Slack does, holds their limits, and can be made to misbehave. */
public final class FakeSlack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger stamps = new AtomicInteger();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, List<Mishap>> mishaps = new ConcurrentHashMap<>();
    private final Set<String> closedChannels = new CopyOnWriteArraySet<>();
    private final Map<String, JsonNode> views = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile List<String> scopes = SlackManifest.SCOPES;
    private volatile String socketUrl = "";

    /** A message as it stands; {@code edits} how often it was changed. */
    public record Message(String channel, String ts, String text, JsonNode blocks, JsonNode metadata, int edits) {
        /** Returns everything that can be read in it. */
        public String shown() {
            return FakeSlack.shown(blocks);
        }

        @Override
        public String toString() {
            return channel + " " + ts + ", " + edits + " edits: " + shown();
        }
    }

    /** What one person alone was shown, at an address for answers or by chat.postEphemeral. */
    public record Answer(String to, String text, JsonNode blocks, boolean replaces) {
        public String shown() {
            return FakeSlack.shown(blocks);
        }

        @Override
        public String toString() {
            return to + ": " + shown();
        }
    }

    /** A call of the Web API. */
    public record Call(String method, Map<String, String> form) {}

    /** How a call goes wrong. */
    public enum Mishap {
        /** 429 with Retry-After: 1. */
        TOO_FAST,
        /** 503, nothing done. */
        BROKEN,
        /** Done, but the answer is lost. */
        LOST,
        /** Done, but the answer does not come. */
        HELD,
        /** ok: false, invalid_auth. */
        NOT_LET_IN,
        /** ok: false for a reason that passes. */
        REFUSED
    }

    public FakeSlack() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.setExecutor(threads);
        http.createContext("/api/", this::api);
        http.createContext("/answer/", this::answered);
        http.start();
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/api/");
    }

    /** Returns an address for answers, as it comes with a command. */
    public String answerUrl(String name) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/answer/" + name;
    }

    public void socketAt(String url) {
        socketUrl = url;
    }

    /** Lets the next calls of a method go wrong, one after the other. */
    public void spoil(String method, Mishap... next) {
        mishaps.computeIfAbsent(method, m -> new CopyOnWriteArrayList<>()).addAll(List.of(next));
    }

    /** The app has no other scopes. */
    public void scopes(String... only) {
        scopes = List.of(only);
    }

    /** The bot is not a member of the channel. */
    public void shut(String channel) {
        closedChannels.add(channel);
    }

    public List<Message> messages(String channel) {
        synchronized (messages) {
            return messages.values().stream()
                    .filter(m -> m.channel().equals(channel))
                    .toList();
        }
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public List<Answer> answers(String name) {
        return answers.stream().filter(a -> a.to().equals(name)).toList();
    }

    public List<Call> calls(String method) {
        return calls.stream().filter(c -> c.method().equals(method)).toList();
    }

    public JsonNode home(String user) {
        return views.get("home of " + user);
    }

    /** Returns the ids of the modals that were opened. */
    public Set<String> views() {
        return Set.copyOf(views.keySet());
    }

    public JsonNode view(String id) {
        return views.get(id);
    }

    private void api(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestURI().getPath().substring("/api/".length());
            Map<String, String> form = form(body(exchange));
            calls.add(new Call(method, form));
            exchange.getResponseHeaders().set("X-OAuth-Scopes", String.join(",", scopes));
            List<Mishap> planned = mishaps.getOrDefault(method, List.of());
            Mishap mishap = planned.isEmpty() ? null : planned.remove(0);
            if (mishap == Mishap.TOO_FAST) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
            } else if (mishap == Mishap.BROKEN) {
                send(exchange, 503, "unavailable");
            } else if (mishap == Mishap.NOT_LET_IN) {
                send(exchange, 200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
            } else if (mishap == Mishap.REFUSED) {
                send(exchange, 200, "{\"ok\":false,\"error\":\"internal_error\"}");
            } else {
                String said = said(method, form);
                if (mishap == Mishap.HELD) {
                    hold();
                } else if (mishap != Mishap.LOST) {
                    send(exchange, 200, said);
                }
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw e;
        }
    }

    private void hold() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String said(String method, Map<String, String> form) throws IOException {
        return switch (method) {
            case "auth.test" ->
                "{\"ok\":true,\"team_id\":\"T1\",\"user_id\":\"UBOT\",\"bot_id\":\"B1\",\"url\":\"http://x/\"}";
            case "apps.connections.open" -> "{\"ok\":true,\"url\":\"" + socketUrl + "\"}";
            case "conversations.open" -> "{\"ok\":true,\"channel\":{\"id\":\"D" + form.get("users") + "\"}}";
            case "conversations.info" ->
                "{\"ok\":true,\"channel\":{\"id\":\"" + form.get("channel") + "\",\"is_member\":"
                        + !closedChannels.contains(form.get("channel")) + "}}";
            case "chat.postMessage" -> post(form);
            case "chat.update" -> update(form);
            case "chat.postEphemeral" -> ephemeral(form);
            case "conversations.history" -> history(form);
            case "users.info" -> "{\"ok\":true,\"user\":{\"id\":\"" + form.get("user") + "\",\"tz\":\"Europe/Paris\"}}";
            case "views.open" -> view(form, "V" + stamps.incrementAndGet());
            case "views.publish" -> view(form, "home of " + form.get("user_id"));
            case "views.update" -> view(form, form.get("view_id"));
            default -> "{\"ok\":false,\"error\":\"unknown_method\"}";
        };
    }

    private String post(Map<String, String> form) throws IOException {
        String channel = form.get("channel");
        if (closedChannels.contains(channel)) {
            return "{\"ok\":false,\"error\":\"not_in_channel\"}";
        }
        JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
        String wrong = Limits.of(blocks);
        if (wrong != null) {
            return "{\"ok\":false,\"error\":\"invalid_blocks\",\"why\":\"" + wrong + "\"}";
        }
        String ts = "1700000000." + String.format("%06d", stamps.incrementAndGet());
        JsonNode metadata = JSON.readTree(form.getOrDefault("metadata", "null"));
        synchronized (messages) {
            messages.put(ts, new Message(channel, ts, form.get("text"), blocks, metadata, 0));
        }
        return "{\"ok\":true,\"channel\":\"" + channel + "\",\"ts\":\"" + ts + "\"}";
    }

    private String update(Map<String, String> form) throws IOException {
        JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
        if (Limits.of(blocks) != null) {
            return "{\"ok\":false,\"error\":\"invalid_blocks\"}";
        }
        synchronized (messages) {
            Message old = messages.get(form.get("ts"));
            if (old == null) {
                return "{\"ok\":false,\"error\":\"message_not_found\"}";
            }
            messages.put(
                    old.ts(),
                    new Message(old.channel(), old.ts(), form.get("text"), blocks, old.metadata(), old.edits() + 1));
        }
        return "{\"ok\":true,\"channel\":\"" + form.get("channel") + "\",\"ts\":\"" + form.get("ts") + "\"}";
    }

    /** Somebody removed it. */
    void delete(Message message) {
        synchronized (messages) {
            messages.remove(message.ts());
        }
    }

    private String ephemeral(Map<String, String> form) throws IOException {
        JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
        answers.add(new Answer(form.get("channel") + "/" + form.get("user"), form.get("text"), blocks, false));
        return "{\"ok\":true,\"message_ts\":\"1\"}";
    }

    private String history(Map<String, String> form) throws JsonProcessingException {
        List<Object> found = new ArrayList<>();
        for (Message m : messages(form.get("channel"))) {
            ObjectNode node = JSON.createObjectNode();
            node.put("type", "message").put("ts", m.ts()).put("text", m.text());
            node.set("metadata", m.metadata());
            found.add(0, node);
        }
        return JSON.writeValueAsString(Map.of("ok", true, "messages", found, "has_more", false));
    }

    private String view(Map<String, String> form, String id) throws IOException {
        views.put(id, JSON.readTree(form.get("view")));
        return "{\"ok\":true,\"view\":{\"id\":\"" + id + "\"}}";
    }

    private void answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(body(exchange));
            String name = exchange.getRequestURI().getPath().substring("/answer/".length());
            answers.add(new Answer(
                    name,
                    body.path("text").asText(),
                    body.path("blocks"),
                    body.path("replace_original").asBoolean()));
            send(exchange, 200, "ok");
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int is = pair.indexOf('=');
            if (is > 0) {
                form.put(decode(pair.substring(0, is)), decode(pair.substring(is + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String shown(JsonNode node) {
        StringBuilder text = new StringBuilder();
        read(node, text);
        return text.toString();
    }

    private static void read(JsonNode node, StringBuilder text) {
        String type = node.path("type").asText();
        if (type.equals("date")) {
            text.append("<date ").append(node.path("timestamp").asText()).append('>');
        } else if (node.path("text").isTextual()) {
            text.append(node.path("text").asText());
        } else {
            node.forEach(child -> read(child, text));
        }
        if (type.startsWith("rich_text_") || type.equals("button")) {
            text.append('\n');
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
