package io.laas.chat.time;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment inside of a text, for faces that show it in the zone of whoever reads. It stands between noncharacters of Unicode, which no
 * text from outside keeps (see {@link #stripped}), so that nobody can write one but we.
 */
public final class Moment {
    private static final char BEGIN = '\ufdd0';
    private static final char MIDDLE = '\ufdd1';
    private static final char END = '\ufdd2';
    private static final Pattern MARKED =
            Pattern.compile(BEGIN + "(-?\\d{1,12})" + MIDDLE + "([^" + BEGIN + MIDDLE + END + "]{0,80})" + END);
    private static final Pattern NONCHARACTERS = Pattern.compile("[\\ufdd0-\\ufdef]");

    private Moment() {}

    /** Returns the moment with the text for those who cannot show it otherwise. */
    static String marked(Instant at, String fallback) {
        return BEGIN + String.valueOf(at.getEpochSecond()) + MIDDLE + fallback + END;
    }

    /** Returns the text with each moment replaced by what {@code shown} makes of it and its fallback, and the rest by {@code plain}. */
    public static String shown(
            String text, BiFunction<Instant, String, String> shown, java.util.function.UnaryOperator<String> plain) {
        StringBuilder out = new StringBuilder();
        Matcher moment = MARKED.matcher(text);
        int from = 0;
        while (moment.find()) {
            out.append(plain.apply(text.substring(from, moment.start())));
            out.append(shown.apply(Instant.ofEpochSecond(Long.parseLong(moment.group(1))), moment.group(2)));
            from = moment.end();
        }
        return out.append(plain.apply(text.substring(from))).toString();
    }

    /** Returns the text with the fallbacks of its moments. */
    public static String plain(String text) {
        return shown(text, (at, fallback) -> fallback, rest -> rest);
    }

    /** Returns text from outside without what could be taken for a moment. */
    public static String stripped(String text) {
        return NONCHARACTERS.matcher(text).replaceAll("");
    }
}
