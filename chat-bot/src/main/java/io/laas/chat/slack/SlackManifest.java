package io.laas.chat.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.laas.chat.core.CommandModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The description of the app that Slack makes it from. */
public final class SlackManifest {
    /** What the app may do, each with its reason in docs/how-to/slack.md. */
    static final List<String> SCOPES = List.of(
            "commands",
            "chat:write",
            "im:write",
            "im:history",
            "channels:history",
            "groups:history",
            "channels:read",
            "groups:read",
            "users:read");

    private static final int MAX_HINT = 100;

    private SlackManifest() {}

    /**
     * Returns the manifest in YAML.
     *
     * @param url where Slack reaches the bot; empty: by a socket that the bot opens
     */
    public static String yaml(String command, List<CommandModel> models, Optional<String> url) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("display_information", Map.of("name", "LaaS", "description", "Book pods of the lab"));
        manifest.put("features", features(command, models, url));
        manifest.put("oauth_config", Map.of("scopes", Map.of("bot", SCOPES)));
        manifest.put("settings", settings(url));
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .build();
        try {
            return yaml.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists are always YAML", e);
        }
    }

    private static Map<String, Object> features(String command, List<CommandModel> models, Optional<String> url) {
        Map<String, Object> home = new LinkedHashMap<>();
        home.put("home_tab_enabled", true);
        home.put("messages_tab_enabled", true);
        home.put("messages_tab_read_only_enabled", true);
        Map<String, Object> slash = new LinkedHashMap<>();
        slash.put("command", command);
        slash.put("description", "Book a pod, see how it stands, give it back");
        slash.put("usage_hint", hint(models));
        slash.put("should_escape", true);
        url.ifPresent(u -> slash.put("url", u));
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("app_home", home);
        features.put("bot_user", Map.of("display_name", "laas", "always_online", true));
        features.put("slash_commands", List.of(slash));
        return features;
    }

    private static String hint(List<CommandModel> models) {
        String names = models.stream().map(CommandModel::name).collect(Collectors.joining(" | "));
        return names.length() <= MAX_HINT ? names : names.substring(0, names.lastIndexOf(" | ", MAX_HINT - 2)) + " …";
    }

    private static Map<String, Object> settings(Optional<String> url) {
        Map<String, Object> events = new LinkedHashMap<>();
        Map<String, Object> interactivity = new LinkedHashMap<>();
        interactivity.put("is_enabled", true);
        url.ifPresent(u -> {
            events.put("request_url", u);
            interactivity.put("request_url", u);
            interactivity.put("message_menu_options_url", u);
        });
        events.put("bot_events", List.of("app_home_opened"));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("event_subscriptions", events);
        settings.put("interactivity", interactivity);
        settings.put("org_deploy_enabled", false);
        settings.put("socket_mode_enabled", url.isEmpty());
        settings.put("token_rotation_enabled", false);
        return settings;
    }
}
