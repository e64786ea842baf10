package io.laas.chat.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack refuses of blocks. */
final class Limits {
    private Limits() {}

    /** Returns what is wrong, or null. */
    static String of(JsonNode blocks) {
        if (blocks.size() > 50) {
            return "more than 50 blocks";
        }
        for (JsonNode block : blocks) {
            String wrong = block(block);
            if (wrong != null) {
                return wrong;
            }
        }
        return blocks.toString().length() > 40_000 ? "too long" : null;
    }

    private static String block(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "rich_text" -> rich(block);
            case "actions" -> actions(block);
            case "section", "header", "context", "divider" -> null;
            default -> "no block: " + block.path("type");
        };
    }

    private static String rich(JsonNode node) {
        if (node.path("elements").isEmpty()) {
            return "rich text without elements";
        }
        for (JsonNode element : node.path("elements")) {
            String type = element.path("type").asText();
            boolean text = type.equals("text");
            if (text && element.path("text").asText().isEmpty()) {
                return "empty text";
            }
            if (text && element.path("text").asText().length() > 3000) {
                return "text of more than 3000";
            }
            String wrong = type.startsWith("rich_text_") ? rich(element) : null;
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static String actions(JsonNode block) {
        int count = block.path("elements").size();
        if (count < 1 || count > 25) {
            return count + " elements in actions";
        }
        for (JsonNode element : block.path("elements")) {
            if (element.path("text").path("text").asText().length() > 75) {
                return "label of more than 75";
            }
            if (element.path("action_id").asText().length() > 255) {
                return "action id of more than 255";
            }
        }
        return null;
    }
}
