package io.laas.chat.time;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths: {@code 3d}, {@code 1w 2d}, {@code 2h30m}, {@code 90 minutes}, {@code P3DT2H}. */
public final class LengthText {
    private static final String UNIT = "(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m)";
    private static final Pattern PART = Pattern.compile("(\\d{1,4})\\s*" + UNIT + "(?![a-z])\\s*,?\\s*(?:and\\s+)?");
    private static final Pattern ISO =
            Pattern.compile("p(?:(\\d{1,4})w)?(?:(\\d{1,4})d)?(?:t(?=\\d)(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?)?");

    private LengthText() {}

    public static boolean looksLikeOne(String text) {
        return read(text).isPresent();
    }

    /** Returns the length, or empty if the text is not one or is a length of nothing. */
    public static Optional<Length> read(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        lower = lower.startsWith("for ") ? lower.substring(4).strip() : lower;
        if (lower.isEmpty() || lower.length() > 60) {
            return Optional.empty();
        }
        Matcher iso = ISO.matcher(lower);
        Optional<Length> length = iso.matches() ? Optional.of(iso(iso)) : parts(lower);
        return length.filter(l -> !l.days().isZero() || !l.time().isZero());
    }

    private static Length iso(Matcher m) {
        return new Length(
                Period.ofDays(7 * number(m.group(1)) + number(m.group(2))),
                Duration.ofHours(number(m.group(3))).plusMinutes(number(m.group(4))));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Optional<Length> parts(String text) {
        Matcher part = PART.matcher(text);
        int days = 0;
        Duration time = Duration.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            int count = Integer.parseInt(part.group(1));
            switch (part.group(2).charAt(0)) {
                case 'w' -> days += 7 * count;
                case 'd' -> days += count;
                case 'h' -> time = time.plusHours(count);
                default -> time = time.plusMinutes(count);
            }
            end = part.end();
        }
        boolean whole = end == text.length() && !text.endsWith(",") && !text.endsWith("and");
        return whole ? Optional.of(new Length(Period.ofDays(days), time)) : Optional.empty();
    }
}
