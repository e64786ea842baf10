package io.laas.chat.console;

import io.laas.chat.core.Mark;
import io.laas.chat.core.Tone;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a terminal can show.
 *
 * @param colours whether to colour
 * @param signs whether to draw with signs beyond ASCII
 */
public record Ink(boolean colours, boolean signs) {
    /** No colours, but signs. */
    public static final Ink PLAIN = new Ink(false, true);

    /** Returns what suits the environment: no colours with {@code NO_COLOR}, no signs where the locale says it is not UTF-8. */
    public static Ink of(Map<String, String> env, boolean terminal) {
        boolean noColour = !env.getOrDefault("NO_COLOR", "").isEmpty();
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(n -> env.getOrDefault(n, ""))
                .filter(v -> !v.isEmpty())
                .findFirst()
                .orElse("utf-8")
                .toLowerCase(Locale.ROOT);
        return new Ink(terminal && !noColour, locale.contains("utf"));
    }

    public String mark(Mark mark) {
        return switch (mark) {
            case GOOD -> paint("32", signs ? "✓" : "ok");
            case BAD -> paint("31", signs ? "✗" : "!!");
            case RUNNING -> paint("36", signs ? "›" : "->");
            case SKIPPED -> paint("2", signs ? "–" : "--");
            case WAITING -> paint("2", signs ? "·" : "..");
        };
    }

    String bar(Mark mark, int percent, int width) {
        int full = Math.min(width, Math.max(0, percent * width / 100));
        String colour = mark == Mark.BAD ? "31" : mark == Mark.GOOD ? "32" : "36";
        return paint(colour, (signs ? "█" : "#").repeat(full)) + paint("2", (signs ? "░" : "-").repeat(width - full));
    }

    String tone(Tone tone, String text) {
        return switch (tone) {
            case PLAIN -> text;
            case GOOD -> paint("32", text);
            case WARNING -> paint("33", text);
            case QUIET -> paint("2", text);
            case CODE -> paint("1", text);
        };
    }

    String strong(String text) {
        return paint("1", text);
    }

    String quiet(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
