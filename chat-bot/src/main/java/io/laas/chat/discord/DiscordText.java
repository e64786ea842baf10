package io.laas.chat.discord;

import io.laas.chat.core.Plain;
import io.laas.chat.time.Moment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as Discord writes and shows it. */
final class DiscordText {
    /** What has a meaning anywhere, at the start of a line, and in the middle of an address, which would become a link. */
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\*_~`|<>\\[\\]]|(?m:(?<=^ {0,9})[-+#])|(?m:(?<=^ {0,9}\\d{1,9})\\.)|(?<=:)/(?=/)");

    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");

    private DiscordText() {}

    /** Returns a value as a person typed it; a person who was mentioned is written {@code @discord:USER}. */
    static String typed(String text) {
        String users = USER.matcher(text).replaceAll(m -> Matcher.quoteReplacement(person(m.group(1))));
        return Moment.stripped(users);
    }

    /** Returns how a person is written in a line. */
    static String person(Object user) {
        return "@" + DiscordPlatform.NAME + ":" + user;
    }

    /** Returns text in which nothing has a meaning but moments, which are shown in the reader's zone. */
    static String escaped(String text) {
        return Moment.shown(text, (at, fallback) -> "<t:" + at.getEpochSecond() + ":f>", DiscordText::plain);
    }

    private static String plain(String text) {
        return MARKUP.matcher(Plain.lines(text)).replaceAll(m -> Matcher.quoteReplacement("\\" + m.group()));
    }

    /** Returns text as a block of code, which it cannot leave. */
    static String code(String text) {
        return "```\n" + Moment.plain(Plain.lines(text)).replace("`", "'") + "\n```";
    }
}
