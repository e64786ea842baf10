package io.laas.jenkins.step;

import io.laas.model.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and moments as people write and read them in a pipeline. */
final class TimeText {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})\\s*(d|h|m|s)\\s*");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_SHOWN = 40;

    private TimeText() {}

    /**
     * Reads {@code 90m}, {@code 1d 12h} or ISO 8601 such as {@code PT2H}.
     *
     * @param field whose value it is, for the message
     * @throws IllegalArgumentException with field, value and examples if it is none of these
     */
    static Duration length(String field, String text) {
        String given = text.strip().toLowerCase(Locale.ROOT);
        if (WHOLE.matcher(given).matches()) {
            Duration sum = Duration.ZERO;
            for (Matcher part = PART.matcher(given); part.find(); ) {
                sum = sum.plus(one(Long.parseLong(part.group(1)), part.group(2).charAt(0)));
            }
            return sum;
        }
        try {
            return Duration.parse(given.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "%s must be a length such as 90m, 2h, 1d 12h or PT2H, was '%s'"
                            .formatted(field, Names.clean(text, MOST_SHOWN)),
                    e);
        }
    }

    private static Duration one(long number, char unit) {
        return switch (unit) {
            case 'd' -> Duration.ofDays(number);
            case 'h' -> Duration.ofHours(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** Returns a length as people say it, such as {@code 2 days 3 hours}. */
    static String length(Duration length) {
        List<String> parts = new ArrayList<>();
        add(parts, length.toDays(), "day");
        add(parts, length.toHoursPart(), "hour");
        add(parts, length.toMinutesPart(), "minute");
        if (parts.isEmpty()) {
            add(parts, Math.max(1, length.toSeconds()), "second");
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
