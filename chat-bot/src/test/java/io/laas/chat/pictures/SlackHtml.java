package io.laas.chat.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Shows Slack's blocks, as far as the bot uses them, nearly as Slack does. */
final class SlackHtml {
    private static final Map<String, String> EMOJI = Map.of(
            "white_check_mark", "✅",
            "warning", "⚠️",
            "no_entry", "⛔",
            "hourglass_flowing_sand", "⏳",
            "white_circle", "⚪",
            "x", "❌",
            "heavy_minus_sign", "➖");

    private SlackHtml() {}

    static String of(JsonNode blocks) {
        return Html.page("slack", each(blocks));
    }

    private static String each(JsonNode nodes) {
        StringBuilder html = new StringBuilder();
        nodes.forEach(n -> html.append(one(n)));
        return html.toString();
    }

    private static String one(JsonNode node) {
        String inside = each(node.path("elements"));
        return switch (node.path("type").asText()) {
            case "rich_text" -> inside;
            case "rich_text_section" -> "<p>" + inside + "</p>";
            case "rich_text_preformatted" -> "<pre>" + inside + "</pre>";
            case "rich_text_list" -> "<ul>" + inside.replace("<p>", "<li>").replace("</p>", "</li>") + "</ul>";
            case "actions" -> "<div class=row>" + inside + "</div>";
            case "button" ->
                "<span class=\"button " + node.path("style").asText() + "\">"
                        + Html.escaped(node.at("/text/text").asText()) + "</span>";
            case "emoji" -> EMOJI.get(node.path("name").asText());
            case "date" -> Html.time(node.path("timestamp").asLong());
            case "text" -> text(node);
            default -> throw new IllegalArgumentException("this block is not drawn: " + node);
        };
    }

    private static String text(JsonNode node) {
        String text = Html.escaped(node.path("text").asText()).replace("\n", "<br>");
        String bold = node.at("/style/bold").asBoolean() ? "<b>" + text + "</b>" : text;
        return node.at("/style/italic").asBoolean() ? "<i>" + bold + "</i>" : bold;
    }
}
