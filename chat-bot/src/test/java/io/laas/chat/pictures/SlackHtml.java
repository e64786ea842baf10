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

    /** Returns the page of a form. */
    static String form(JsonNode view) {
        String title = "<h1>" + plain(view.path("title")) + "</h1>";
        String buttons = "<div class=\"row end\">" + button("", view.path("close"))
                + button("primary", view.path("submit")) + "</div>";
        return Html.page("slack", title + each(view.path("blocks")) + buttons);
    }

    private static String plain(JsonNode text) {
        return Html.escaped(text.path("text").asText());
    }

    private static String button(String look, JsonNode text) {
        return "<span class=\"button " + look + "\">" + plain(text) + "</span>";
    }

    private static String input(JsonNode block) {
        String optional = block.path("optional").asBoolean() ? " <span class=quiet>(optional)</span>" : "";
        return "<div class=input><b>" + plain(block.path("label")) + "</b>" + optional + field(block.path("element"))
                + "<span class=quiet>" + plain(block.path("hint")) + "</span></div>";
    }

    private static String field(JsonNode element) {
        return switch (element.path("type").asText()) {
            case "static_select" ->
                "<div class=\"field choice\">" + plain(element.at("/initial_option/text")) + "</div>";
            case "plain_text_input" ->
                "<div class=field>" + Html.escaped(element.path("initial_value").asText()) + "</div>";
            case "multi_users_select" -> "<div class=\"field choice\"></div>";
            default -> throw new IllegalArgumentException("this field is not drawn: " + element);
        };
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
            case "input" -> input(node);
            case "actions" -> "<div class=row>" + inside + "</div>";
            case "button" -> button(node.path("style").asText(), node.path("text"));
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
