package io.laas.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laas.chat.testing.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Discord's REST and gateway on loopback: one guild with one channel; keeps messages as Discord does, and can misbehave. */
public final class FakeDiscord implements AutoCloseable {
    public static final String GUILD = "500";
    public static final String CHANNEL = "600";
    private static final String BOT = "100";
    private static final String APPLICATION = "101";
    private static final long EPOCH = 1_420_070_400_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Gateway gateway;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, String> byNonce = new ConcurrentHashMap<>();
    private final Map<String, Interaction> interactions = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, List<Mishap>> mishaps = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile JsonNode commands;
    private volatile String token = "good-token";

    /** A message as it stands. */
    public record Message(String channel, String id, JsonNode body, int edits) {
        public String shown() {
            return FakeDiscord.shown(body);
        }
    }

    /** What became of one interaction. */
    public static final class Interaction {
        private final CountDownLatch acknowledged = new CountDownLatch(1);
        private final List<JsonNode> shown = new CopyOnWriteArrayList<>();
        private volatile JsonNode callback;
        private final long delivered = System.nanoTime();
        private volatile long answered;
        private volatile boolean deleted;

        /** Waits for the acknowledgement and returns it. */
        public JsonNode acknowledged() throws InterruptedException {
            if (!acknowledged.await(Waits.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("not acknowledged");
            }
            return callback;
        }

        /** Returns how long the bot took to acknowledge it; empty before it did. */
        public Optional<Duration> took() {
            return callback == null ? Optional.empty() : Optional.of(Duration.ofNanos(answered - delivered));
        }

        /** Returns what was shown to the one who asked, last last. */
        public List<JsonNode> shown() {
            return List.copyOf(shown);
        }

        public String last() {
            return shown.isEmpty() ? "" : FakeDiscord.shown(shown.get(shown.size() - 1));
        }

        public boolean deleted() {
            return deleted;
        }
    }

    /** A call of REST. */
    public record Call(String method, String path, String body) {}

    /** How a call goes wrong. */
    public enum Mishap {
        TOO_FAST,
        BROKEN,
        /** 403, the bot may not. */
        FORBIDDEN,
        /** Done, but the answer is lost. */
        LOST,
        /** Done, but the answer does not come. */
        HELD
    }

    public FakeDiscord() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.setExecutor(threads);
        http.createContext("/api/v10/", this::rest);
        http.start();
        gateway = new Gateway(0);
        gateway.begin();
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/api/v10/");
    }

    public String gatewayUrl() {
        return "ws://127.0.0.1:" + gateway.getPort();
    }

    /** Takes another token from now on. */
    public void token(String good) {
        token = good;
    }

    public void spoil(String callPrefix, Mishap... next) {
        mishaps.computeIfAbsent(callPrefix, m -> new CopyOnWriteArrayList<>()).addAll(List.of(next));
    }

    /** Cuts all connections of the gateway. */
    void cut() {
        gateway.getConnections().forEach(c -> c.closeConnection(1006, "cut"));
    }

    /** Ends all connections of the gateway with a code. */
    void end(int code) {
        gateway.getConnections().forEach(c -> c.close(code, "ended"));
    }

    public boolean ready() {
        return gateway.ready;
    }

    public int identified() {
        return gateway.identified;
    }

    int resumed() {
        return gateway.resumed;
    }

    public JsonNode commands() {
        return commands;
    }

    public List<Call> calls(String prefix) {
        return calls.stream()
                .filter(c -> (c.method() + " " + c.path()).startsWith(prefix))
                .toList();
    }

    public List<Message> messages(String channel) {
        synchronized (messages) {
            return messages.values().stream()
                    .filter(m -> m.channel().equals(channel))
                    .toList();
        }
    }

    /** Returns the channel of the conversation of two with a user. */
    public static String direct(String user) {
        return "7" + user;
    }

    static long now() {
        return System.currentTimeMillis() - EPOCH << 22;
    }

    private String snowflake() {
        return Long.toString(now() + ids.incrementAndGet() % 4096);
    }

    /** Types a command with options by name; in the guild's channel, or directly if {@code direct}. */
    public Interaction type(String user, boolean direct, String subcommand, Map<String, String> options) {
        return interaction(user, direct, 2, command(subcommand, options), null);
    }

    private static ObjectNode command(String subcommand, Map<String, String> options) {
        ObjectNode data =
                JSON.createObjectNode().put("id", "900").put("name", "laas").put("type", 1);
        ObjectNode sub =
                data.putArray("options").addObject().put("name", subcommand).put("type", 1);
        ArrayNode given = sub.putArray("options");
        options.forEach((name, value) -> {
            ObjectNode option = given.addObject().put("name", name);
            if (value.equals("true")) {
                option.put("type", 5).put("value", true);
            } else {
                option.put("type", 3).put("value", value);
            }
        });
        return data;
    }

    /** Returns what arrives when somebody types a command in the conversation with the bot. */
    ObjectNode typed(String user, String subcommand, Map<String, String> options) {
        return event(snowflake(), user, true, 2, command(subcommand, options), null);
    }

    /** The bot is in another guild, too. */
    void join(String guild, String itsChannel) {
        gateway.dispatch("GUILD_CREATE", gateway.guild(guild, itsChannel));
    }

    /** Somebody removed it. */
    void delete(Message message) {
        synchronized (messages) {
            messages.remove(message.id());
        }
    }

    /** Presses what would be a button with an id. */
    Interaction pressed(String user, JsonNode message, String id) {
        ObjectNode data = JSON.createObjectNode().put("component_type", 2).put("custom_id", id);
        ObjectNode pressed = message(direct(user), message.path("id").asText(), message);
        return interaction(user, true, 3, data, pressed);
    }

    ObjectNode member(String user) {
        return member(user, false);
    }

    /** Presses the button with a label. */
    public Interaction press(String user, boolean direct, JsonNode message, boolean ephemeral, String label) {
        ObjectNode data = JSON.createObjectNode().put("component_type", 2).put("custom_id", button(message, label));
        ObjectNode pressed =
                message(direct ? direct(user) : CHANNEL, message.path("id").asText(snowflake()), message);
        pressed.put("flags", ephemeral ? 64 : 0);
        return interaction(user, direct, 3, data, pressed);
    }

    /** Waits for what is offered to somebody who types. */
    static List<String> choices(Interaction interaction) throws InterruptedException {
        return interaction.acknowledged().path("data").path("choices").findValuesAsText("value");
    }

    static String button(JsonNode message, String label) {
        for (JsonNode button : message.path("components").findParents("custom_id")) {
            if (button.path("label").asText().equals(label)) {
                return button.path("custom_id").asText();
            }
        }
        throw new IllegalArgumentException("no button '" + label + "' in " + message);
    }

    /** Fills in a form that was opened in the guild's channel. */
    Interaction submit(String user, JsonNode opened, Map<String, String> values) {
        ObjectNode data = JSON.createObjectNode()
                .put("custom_id", opened.at("/data/custom_id").asText());
        ArrayNode labels = data.putArray("components");
        int[] ids = {1};
        for (JsonNode label : opened.at("/data/components")) {
            JsonNode field = label.path("component");
            ObjectNode filled =
                    labels.addObject().put("type", 18).put("id", ids[0]++).putObject("component");
            filled.put("type", field.path("type").asInt()).put("id", ids[0]++);
            filled.put("custom_id", field.path("custom_id").asText());
            String value = values.getOrDefault(field.path("custom_id").asText(), "");
            if (field.path("type").asInt() == 3) {
                ArrayNode chosen = filled.putArray("values");
                if (!value.isEmpty()) {
                    chosen.add(value);
                }
            } else if (field.path("type").asInt() == 5) {
                choose(data, filled.putArray("values"), value);
            } else {
                filled.put("value", value);
            }
        }
        return interaction(user, false, 5, data, null);
    }

    /** Discord sends the ids of the people who were chosen, and who they are beside them. */
    private static void choose(ObjectNode data, ArrayNode chosen, String people) {
        for (String id : people.split(" ")) {
            if (!id.isEmpty()) {
                chosen.add(id);
                data.withObjectProperty("resolved").withObjectProperty("users").set(id, user(id, false));
            }
        }
    }

    Interaction complete(String user, String subcommand, String option, String begun) {
        return complete(user, subcommand, Map.of(), option, begun);
    }

    /** Types a value after others were given. */
    Interaction complete(String user, String subcommand, Map<String, String> given, String option, String begun) {
        ObjectNode data =
                JSON.createObjectNode().put("id", "900").put("name", "laas").put("type", 1);
        ObjectNode sub =
                data.putArray("options").addObject().put("name", subcommand).put("type", 1);
        ArrayNode options = sub.putArray("options");
        given.forEach((name, value) ->
                options.addObject().put("name", name).put("type", 3).put("value", value));
        options.addObject()
                .put("name", option)
                .put("type", 3)
                .put("value", begun)
                .put("focused", true);
        return interaction(user, false, 4, data, null);
    }

    private Interaction interaction(String user, boolean direct, int type, ObjectNode data, ObjectNode message) {
        return deliver(event(snowflake(), user, direct, type, data, message));
    }

    /** Delivers an interaction; the same one twice if it was delivered before. */
    Interaction deliver(ObjectNode event) {
        Interaction interaction =
                interactions.computeIfAbsent(event.path("token").asText(), t -> new Interaction());
        gateway.dispatch("INTERACTION_CREATE", event);
        return interaction;
    }

    ObjectNode event(String id, String user, boolean direct, int type, ObjectNode data, ObjectNode message) {
        ObjectNode event = JSON.createObjectNode();
        event.put("id", id).put("application_id", APPLICATION).put("type", type).put("version", 1);
        event.put("token", "token-" + id).put("locale", "en-US").put("context", direct ? 1 : 0);
        event.putArray("entitlements");
        event.putObject("authorizing_integration_owners").put("0", GUILD);
        event.set("data", data);
        if (message != null) {
            event.set("message", message);
        }
        if (direct) {
            event.set("user", user(user, false));
            event.put("channel_id", direct(user));
            event.putObject("channel")
                    .put("id", direct(user))
                    .put("type", 1)
                    .putArray("recipients")
                    .add(user(user, false));
        } else {
            event.put("guild_id", GUILD).put("guild_locale", "en-US").put("channel_id", CHANNEL);
            event.putObject("guild").put("id", GUILD).put("locale", "en-US").putArray("features");
            event.putObject("channel")
                    .put("id", CHANNEL)
                    .put("type", 0)
                    .put("guild_id", GUILD)
                    .put("name", "lab")
                    .put("position", 0)
                    .put("permissions", "0");
            event.set("member", member(user, false));
        }
        return event;
    }

    static ObjectNode user(String id, boolean bot) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("username", "user" + id)
                .put("discriminator", "0")
                .put("global_name", "User " + id)
                .put("bot", bot);
    }

    private static ObjectNode member(String id, boolean bot) {
        ObjectNode member = JSON.createObjectNode();
        member.set("user", user(id, bot));
        member.putArray("roles");
        member.put("joined_at", "2024-01-01T00:00:00Z")
                .put("deaf", false)
                .put("mute", false)
                .put("flags", 0);
        member.put("permissions", "0");
        return member;
    }

    private void rest(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/api/v10".length());
            String method = exchange.getRequestMethod();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(method, path, body));
            Mishap mishap = mishap(method + " " + path);
            exchange.getResponseHeaders().set("Via", "1.1 fake");
            if (mishap == Mishap.TOO_FAST) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"message\":\"slow\",\"retry_after\":0.5,\"global\":false}");
            } else if (mishap == Mishap.BROKEN) {
                send(exchange, 500, "{}");
            } else if (mishap == Mishap.FORBIDDEN) {
                send(exchange, 403, "{\"message\":\"Missing Access\",\"code\":50001}");
            } else {
                String answer = answer(exchange, method, path, body);
                if (mishap == Mishap.HELD) {
                    hold();
                } else if (mishap != Mishap.LOST) {
                    int status = answer == null
                            ? 204
                            : answer.startsWith("!") ? Integer.parseInt(answer.substring(1, 4)) : 200;
                    send(exchange, status, answer == null ? "" : answer.replaceFirst("^!\\d{3}", ""));
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

    private Mishap mishap(String call) {
        return mishaps.entrySet().stream()
                .filter(e -> call.startsWith(e.getKey()) && !e.getValue().isEmpty())
                .findFirst()
                .map(e -> e.getValue().remove(0))
                .orElse(null);
    }

    private String answer(HttpExchange exchange, String method, String path, String body) throws IOException {
        String[] parts = path.substring(1).split("/");
        if (path.equals("/users/@me")) {
            boolean good = ("Bot " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            return good ? user(BOT, true).toString() : "!401{\"message\":\"401: Unauthorized\",\"code\":0}";
        }
        if (path.equals("/users/@me/channels")) {
            String user = JSON.readTree(body).path("recipient_id").asText();
            ObjectNode channel = JSON.createObjectNode().put("id", direct(user)).put("type", 1);
            channel.putArray("recipients").add(user(user, false));
            return channel.toString();
        }
        if (parts[0].equals("applications") && path.endsWith("/commands")) {
            commands = JSON.readTree(body);
            return "[]";
        }
        if (parts[0].equals("interactions") && path.endsWith("/callback")) {
            return callback(parts[2], JSON.readTree(body));
        }
        if (parts[0].equals("webhooks")) {
            return hook(method, parts[2], body);
        }
        if (parts[0].equals("channels") && parts.length >= 3 && parts[2].equals("messages")) {
            return method.equals("POST")
                    ? post(parts[1], JSON.readTree(body))
                    : edit(parts[1], parts[3], JSON.readTree(body));
        }
        return "!404{\"message\":\"404: Not Found\",\"code\":0}";
    }

    private String callback(String token, JsonNode body) {
        Interaction interaction = interactions.get(token);
        boolean again = interaction.callback != null;
        if (again) {
            return "!400{\"message\":\"Interaction has already been acknowledged.\",\"code\":40060}";
        }
        interaction.answered = System.nanoTime();
        interaction.callback = body;
        if (body.path("type").asInt() == 4) {
            interaction.shown.add(body.path("data"));
        }
        interaction.acknowledged.countDown();
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("interaction").put("id", snowflake()).put("type", 2);
        return answer.toString();
    }

    private String hook(String method, String token, String body) throws IOException {
        Interaction interaction = interactions.get(token);
        if (interaction == null || interaction.callback == null) {
            return "!404{\"message\":\"Unknown Webhook\",\"code\":10015}";
        }
        if (method.equals("DELETE")) {
            interaction.deleted = true;
            return null;
        }
        JsonNode shown = JSON.readTree(body);
        String wrong = DiscordLimits.of(shown);
        if (wrong != null) {
            return "!400{\"message\":\"Invalid Form Body: " + wrong + "\",\"code\":50035}";
        }
        interaction.shown.add(shown);
        return message(CHANNEL, snowflake(), shown).toString();
    }

    private String post(String channel, JsonNode body) {
        String wrong = DiscordLimits.of(body);
        if (wrong != null) {
            return "!400{\"message\":\"Invalid Form Body: " + wrong + "\",\"code\":50035}";
        }
        String nonce = body.path("nonce").asText();
        synchronized (messages) {
            Message before = messages.get(byNonce.getOrDefault(nonce, ""));
            if (before != null && body.path("enforce_nonce").asBoolean()) {
                return message(before.channel(), before.id(), before.body()).toString();
            }
            String id = snowflake();
            messages.put(id, new Message(channel, id, body, 0));
            byNonce.put(nonce, id);
            return message(channel, id, body).toString();
        }
    }

    private String edit(String channel, String id, JsonNode body) {
        if (DiscordLimits.of(body) != null) {
            return "!400{\"message\":\"Invalid Form Body\",\"code\":50035}";
        }
        synchronized (messages) {
            Message old = messages.get(id);
            if (old == null) {
                return "!404{\"message\":\"Unknown Message\",\"code\":10008}";
            }
            messages.put(id, new Message(channel, id, body, old.edits() + 1));
        }
        return message(channel, id, body).toString();
    }

    private static ObjectNode message(String channel, String id, JsonNode body) {
        ObjectNode message = JSON.createObjectNode();
        message.put("id", id).put("channel_id", channel).put("type", 0).put("content", "");
        message.set("author", user(BOT, true));
        message.put("timestamp", "2026-01-01T00:00:00Z").put("tts", false).put("mention_everyone", false);
        message.put("pinned", false);
        message.putArray("mentions");
        message.putArray("mention_roles");
        message.putArray("attachments");
        ArrayNode embeds = message.putArray("embeds");
        body.path("embeds").forEach(e -> embeds.add(((ObjectNode) e.deepCopy()).put("type", "rich")));
        message.set(
                "components",
                body.path("components").isMissingNode() ? JSON.createArrayNode() : body.path("components"));
        return message;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String shown(JsonNode body) {
        StringBuilder text = new StringBuilder(body.path("content").asText(""));
        body.path("embeds")
                .forEach(e -> text.append(e.path("description").asText()).append('\n'));
        body.path("components")
                .findValues("label")
                .forEach(l -> text.append('[').append(l.asText()).append("] "));
        return text.toString();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            gateway.stop(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop(0);
        threads.shutdownNow();
    }

    /** The gateway: identifies, resumes, and replays what was dispatched while nobody was connected. */
    private final class Gateway extends WebSocketServer {
        private final CountDownLatch started = new CountDownLatch(1);
        private final List<ObjectNode> dispatched = new ArrayList<>();
        private volatile WebSocket client;
        private volatile boolean ready;
        private volatile int identified;
        private volatile int resumed;

        Gateway(int port) {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            setReuseAddr(true);
            setDaemon(true);
        }

        void begin() {
            start();
            try {
                started.await(Waits.LONG.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("{\"op\":10,\"d\":{\"heartbeat_interval\":30000}}");
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            try {
                JsonNode message = JSON.readTree(text);
                switch (message.path("op").asInt()) {
                    case 1 -> socket.send("{\"op\":11}");
                    case 2 -> identify(socket);
                    case 6 -> resume(socket, message.path("d").path("seq").asInt());
                    default -> {}
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void identify(WebSocket socket) {
            identified++;
            dispatched.clear();
            client = socket;
            ObjectNode d = JSON.createObjectNode().put("v", 10).put("session_id", "s" + identified);
            d.put("resume_gateway_url", gatewayUrl());
            d.set("user", user(BOT, true));
            d.putObject("application").put("id", APPLICATION).put("flags", 0);
            d.putArray("guilds").addObject().put("id", GUILD).put("unavailable", true);
            d.putArray("private_channels");
            dispatch("READY", d);
            dispatch("GUILD_CREATE", guild(GUILD, CHANNEL));
            ready = true;
        }

        private synchronized void resume(WebSocket socket, int after) {
            resumed++;
            client = socket;
            dispatched.stream().filter(m -> m.path("s").asInt() > after).forEach(m -> socket.send(m.toString()));
            dispatch("RESUMED", JSON.createObjectNode());
        }

        synchronized void dispatch(String type, ObjectNode data) {
            ObjectNode message =
                    JSON.createObjectNode().put("op", 0).put("t", type).put("s", dispatched.size() + 1);
            message.set("d", data);
            dispatched.add(message);
            if (client != null && client.isOpen()) {
                client.send(message.toString());
            }
        }

        private ObjectNode guild(String id, String itsChannel) {
            ObjectNode guild =
                    JSON.createObjectNode().put("id", id).put("name", "Lab").put("owner_id", "200");
            guild.put("verification_level", 0)
                    .put("default_message_notifications", 0)
                    .put("explicit_content_filter", 0);
            guild.put("mfa_level", 0)
                    .put("premium_tier", 0)
                    .put("nsfw_level", 0)
                    .put("system_channel_flags", 0);
            guild.put("preferred_locale", "en-US")
                    .put("afk_timeout", 300)
                    .put("member_count", 1)
                    .put("large", false);
            guild.put("joined_at", "2024-01-01T00:00:00Z").put("unavailable", false);
            guild.put("premium_progress_bar_enabled", false);
            guild.putArray("features");
            for (String list : List.of(
                    "emojis",
                    "stickers",
                    "voice_states",
                    "presences",
                    "threads",
                    "guild_scheduled_events",
                    "stage_instances")) {
                guild.putArray(list);
            }
            guild.putArray("roles")
                    .addObject()
                    .put("id", id)
                    .put("name", "@everyone")
                    .put("permissions", "2147609664")
                    .put("position", 0)
                    .put("color", 0)
                    .put("hoist", false)
                    .put("managed", false)
                    .put("mentionable", false)
                    .put("flags", 0)
                    .putObject("colors")
                    .put("primary_color", 0);
            ObjectNode channel = guild.putArray("channels").addObject();
            channel.put("id", itsChannel).put("type", 0).put("name", "lab").put("position", 0);
            channel.putArray("permission_overwrites");
            guild.putArray("members").add(member(BOT, true));
            return guild;
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            // the next one resumes
        }

        @Override
        public void onError(WebSocket socket, Exception e) {
            // seen by the client
        }
    }

    public Optional<Message> find(String channel, String text) {
        return messages(channel).stream().filter(m -> m.shown().contains(text)).findFirst();
    }
}
