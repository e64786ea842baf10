package io.laas.model.lab;

import io.laas.model.Names;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as {@code 8G} (powers of 1024) and lengths of time such as {@code 1h30m}. */
public final class Quantities {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7}) ?([MGT])(?:iB|i)?");
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?");
    private static final int[] SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};
    private static final int KIBI = 1024;

    private Quantities() {}

    /** Returns a length of time in the form that lab files have, for people. */
    public static String shown(Duration length) {
        if (length.isNegative() || length.isZero()) {
            return length.isZero() ? "0m" : length.toString();
        }
        StringBuilder text = new StringBuilder();
        append(text, length.toDays(), "d");
        append(text, length.toHoursPart(), "h");
        append(text, length.toMinutesPart(), "m");
        append(text, length.toSecondsPart(), "s");
        return text.length() == 0 ? length.toString() : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    /**
     * Returns a size such as {@code 512M} or {@code 8G} in MiB.
     *
     * @throws IllegalArgumentException if the text is not a size
     */
    public static int mebibytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "a size must be a whole number with M, G or T such as 512M or 8G, was '%s'"
                            .formatted(Names.clean(text, 40)));
        }
        long unit = switch (size.group(2)) {
            case "M" -> 1;
            case "G" -> KIBI;
            default -> KIBI * KIBI;
        };
        long result = Long.parseLong(size.group(1)) * unit;
        if (result > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a size must be at most 2047T, was '%s'".formatted(text));
        }
        return (int) result;
    }

    /**
     * Returns a size such as {@code 10G} in GiB.
     *
     * @throws IllegalArgumentException if the text is not a size of whole GiB
     */
    public static int gibibytes(String text) {
        int mebibytes = mebibytes(text);
        if (mebibytes % KIBI != 0) {
            throw new IllegalArgumentException(
                    "a size of a disk must be whole GiB such as 10G, was '%s'".formatted(text));
        }
        return mebibytes / KIBI;
    }

    /** Reads {@code 7d}, {@code 1h30m} or ISO 8601 such as {@code PT90M}. */
    static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!text.isEmpty() && time.matches()) {
            Duration sum = Duration.ZERO;
            for (int i = 0; i < SECONDS.length; i++) {
                String amount = time.group(i + 1);
                sum = amount == null ? sum : sum.plusSeconds(Long.parseLong(amount) * SECONDS[i]);
            }
            return sum;
        }
        try {
            return Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a length of time must look like 7d, 30m, 1h30m or PT90M, was '%s'"
                            .formatted(Names.clean(text, 40)),
                    e);
        }
    }
}
