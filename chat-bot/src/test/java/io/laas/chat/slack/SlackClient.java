package io.laas.chat.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Speaks to the bot as Slack does by HTTP: forms, signed. */
public final class SlackClient {
    public static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger triggers = new AtomicInteger();
    private final FakeSlack slack;
    private final InstantSource clock;
    private final URI bot;
    private String signer = SECRET;
    private Duration age = Duration.ZERO;

    public SlackClient(FakeSlack slack, InstantSource clock, int port) {
        this.slack = slack;
        this.clock = clock;
        this.bot = URI.create("http://127.0.0.1:" + port + "/slack/events");
    }

    /** Signs with another secret from now on. */
    SlackClient signedWith(String secret) {
        signer = secret;
        return this;
    }

    /** Signs as of that long ago from now on. */
    SlackClient old(Duration by) {
        age = by;
        return this;
    }

    URI address() {
        return bot;
    }

    public String trigger() {
        return "trigger." + triggers.incrementAndGet();
    }

    /** Types a command; answers come to {@link FakeSlack#answers(String)} by the trigger. */
    public String type(String user, String channel, String text) {
        String trigger = trigger();
        HttpResponse<String> response = post(command(user, channel, text, trigger));
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return trigger;
    }

    public String command(String user, String channel, String text, String trigger) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "x");
        form.put("team_id", "T1");
        form.put("channel_id", channel);
        form.put("channel_name", channel.startsWith("D") ? "directmessage" : "lab");
        form.put("user_id", user);
        form.put("user_name", "name-of-" + user);
        form.put("command", "/laas");
        form.put("text", text);
        form.put("response_url", slack.answerUrl(trigger));
        form.put("trigger_id", trigger);
        return encoded(form);
    }

    /** Presses the button with a label of a message. */
    public String press(String user, FakeSlack.Message message, String label) {
        String trigger = trigger();
        post(press(user, message.channel(), action(message.blocks(), label), false, trigger));
        return trigger;
    }

    /** Presses the button with a label of what only the person sees. */
    public String press(String user, String channel, FakeSlack.Answer answer, String label) {
        String trigger = trigger();
        post(press(user, channel, action(answer.blocks(), label), true, trigger));
        return trigger;
    }

    static String action(JsonNode blocks, String label) {
        for (JsonNode element : blocks.findParents("action_id")) {
            if (element.path("text").path("text").asText().equals(label)) {
                return element.path("action_id").asText();
            }
        }
        throw new IllegalArgumentException("no button '" + label + "' in " + FakeSlack.shown(blocks));
    }

    String press(String user, String channel, String action, boolean ephemeral, String trigger) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("type", "block_actions").put("token", "x").put("trigger_id", trigger);
        payload.put("response_url", slack.answerUrl(trigger));
        payload.putObject("team").put("id", "T1").put("domain", "lab");
        payload.putObject("user").put("id", user).put("team_id", "T1").put("username", "name-of-" + user);
        payload.putObject("channel").put("id", channel).put("name", "lab");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", "1")
                .put("channel_id", channel)
                .put("is_ephemeral", ephemeral);
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("block_id", "b")
                .put("action_ts", "1");
        return encoded(Map.of("payload", payload.toString()));
    }

    public void homeOpened(String user) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", "event_callback")
                .put("token", "x")
                .put("team_id", "T1")
                .put("event_id", trigger());
        event.putObject("event")
                .put("type", "app_home_opened")
                .put("user", user)
                .put("tab", "home")
                .put("channel", "D1");
        post(event.toString());
    }

    HttpResponse<String> submit(String user, String viewId, JsonNode view, Map<String, Object> state) {
        return post(encoded(Map.of(
                "payload", ofView("view_submission", user, viewId, view, state).toString())));
    }

    /** Chooses something in a form that is open. */
    HttpResponse<String> choose(String user, String viewId, JsonNode view, Map<String, Object> state, String block) {
        ObjectNode payload = ofView("block_actions", user, viewId, view, state);
        payload.putObject("container").put("type", "view").put("view_id", viewId);
        payload.putArray("actions")
                .addObject()
                .put("type", "static_select")
                .put("action_id", "value")
                .put("block_id", block)
                .put("action_ts", "1");
        return post(encoded(Map.of("payload", payload.toString())));
    }

    private ObjectNode ofView(String type, String user, String viewId, JsonNode view, Map<String, Object> state) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("type", type).put("token", "x").put("trigger_id", trigger());
        payload.putObject("team").put("id", "T1");
        payload.putObject("user").put("id", user).put("team_id", "T1");
        ObjectNode sent = payload.putObject("view");
        sent.put("id", viewId)
                .put("type", "modal")
                .put("callback_id", view.path("callback_id").asText());
        sent.put("private_metadata", view.path("private_metadata").asText()).put("hash", "h");
        sent.putObject("state").set("values", JSON.valueToTree(state));
        sent.putArray("blocks");
        return payload;
    }

    public HttpResponse<String> post(String body) {
        return post(body, Map.of());
    }

    HttpResponse<String> post(String body, Map<String, String> headers) {
        String timestamp = String.valueOf(clock.instant().minus(age).getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(bot)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", new Signature(signer).of(timestamp, body.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
