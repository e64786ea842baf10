package io.laas.chat.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows an embed with its buttons, as far as the bot uses them, nearly as Discord does. */
final class DiscordHtml {
    private static final Pattern MARKDOWN =
            Pattern.compile("```\\n?(.*?)\\n?```|<t:(\\d+):f>|\\\\(.)|\\*\\*|\\*|[^*\\\\<`]+|.", Pattern.DOTALL);

    private DiscordHtml() {}

    static String of(JsonNode message) {
        StringBuilder html = new StringBuilder();
        message.path("embeds")
                .forEach(e -> html.append("<div class=embed style=\"border-color:#%06x\">%s</div>"
                        .formatted(
                                e.path("color").asInt(),
                                markdown(e.path("description").asText()))));
        message.path("components")
                .forEach(row -> html.append("<div class=row>")
                        .append(buttons(row.path("components")))
                        .append("</div>"));
        return Html.page("discord", html.toString());
    }

    private static String buttons(JsonNode buttons) {
        StringBuilder html = new StringBuilder();
        buttons.forEach(b -> html.append("<span class=\"button s%s\">%s</span>"
                .formatted(
                        b.path("style").asText(), Html.escaped(b.path("label").asText()))));
        return html.toString();
    }

    private static String markdown(String text) {
        StringBuilder html = new StringBuilder();
        boolean bold = false;
        boolean italic = false;
        Matcher part = MARKDOWN.matcher(text);
        while (part.find()) {
            if (part.group(1) != null) {
                html.append("<pre>").append(Html.escaped(part.group(1))).append("</pre>");
            } else if (part.group(2) != null) {
                html.append(Html.time(Long.parseLong(part.group(2))));
            } else if (part.group(3) != null) {
                html.append(Html.escaped(part.group(3)));
            } else if (part.group().equals("**")) {
                bold = !bold;
                html.append(bold ? "<b>" : "</b>");
            } else if (part.group().equals("*")) {
                italic = !italic;
                html.append(italic ? "<i>" : "</i>");
            } else {
                html.append(Html.escaped(part.group()));
            }
        }
        return html.toString();
    }
}
