package io.laas.chat.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** What Discord refuses of a message. */
final class DiscordLimits {
    private DiscordLimits() {}

    /** Returns what is wrong, or null. */
    static String of(JsonNode body) {
        if (body.path("content").asText("").length() > 2000) {
            return "content of more than 2000";
        }
        if (!body.path("allowed_mentions").path("parse").isEmpty()) {
            return "somebody could be pinged";
        }
        for (JsonNode embed : body.path("embeds")) {
            if (embed.path("description").asText("").length() > 4096) {
                return "description of more than 4096";
            }
        }
        return components(body);
    }

    private static String components(JsonNode body) {
        if (body.path("components").size() > 5) {
            return "more than 5 rows";
        }
        for (JsonNode row : body.path("components")) {
            if (row.path("components").isEmpty() || row.path("components").size() > 5) {
                return "buttons in row: " + row.path("components").size();
            }
            for (JsonNode button : row.path("components")) {
                boolean good = button.path("label").asText().length() <= 80
                        && button.path("custom_id").asText().length() <= 100;
                if (!good) {
                    return "button of too much";
                }
            }
        }
        return null;
    }
}
