package io.laas.chat.slack;

import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.block.element.RichTextSectionElement.TextStyle;
import io.laas.chat.core.Plain;
import io.laas.chat.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as Slack writes and shows it. */
final class SlackText {
    /** How a date is shown to whoever reads it, in their zone. */
    private static final String DATE = "{date_short_pretty} {time}";

    private static final int MAX_TEXT = 2900;
    private static final Pattern USER = Pattern.compile("<@([UW][A-Z0-9]{2,30})(?:\\|[^>]{0,100})?>");
    private static final Pattern LINK = Pattern.compile("<((?:https?|mailto|ftp):[^|>]*)(?:\\|[^>]*)?>");

    private SlackText() {}

    /** Returns a line as a person typed it; a person who was mentioned is written {@code @slack:TEAM:USER}. */
    static String typed(String text, String team) {
        String users = USER.matcher(text == null ? "" : text)
                .replaceAll(m -> Matcher.quoteReplacement("@" + SlackPlatform.NAME + ":" + team + ":" + m.group(1)));
        String links = LINK.matcher(users).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
        return Moment.stripped(links).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** Returns text for {@code mrkdwn} in which nothing of others has a meaning, with dates in the reader's zone. */
    static String escaped(String text) {
        return Moment.shown(
                text,
                (at, fallback) -> "<!date^" + at.getEpochSecond() + "^" + DATE + "|" + plain(fallback) + ">",
                SlackText::plain);
    }

    private static String plain(String text) {
        return Plain.lines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns text as elements of rich text, in which Slack looks for no markup at all. */
    static List<RichTextElement> rich(String text, TextStyle style) {
        List<RichTextElement> elements = new ArrayList<>();
        Moment.shown(
                Plain.shortened(text, MAX_TEXT),
                (at, fallback) -> {
                    elements.add(RichTextSectionElement.Date.builder()
                            .timestamp(Math.toIntExact(at.getEpochSecond()))
                            .format(DATE)
                            .fallback(Plain.line(fallback))
                            .style(style)
                            .build());
                    return "";
                },
                rest -> {
                    String shown = Plain.lines(rest);
                    if (!shown.isEmpty()) {
                        elements.add(RichTextSectionElement.Text.builder()
                                .text(shown)
                                .style(style)
                                .build());
                    }
                    return "";
                });
        return elements;
    }

    static List<RichTextElement> rich(String text) {
        return rich(text, null);
    }
}
