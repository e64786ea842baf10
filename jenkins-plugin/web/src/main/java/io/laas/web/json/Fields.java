package io.laas.web.json;

import io.laas.model.Names;
import io.laas.web.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads text from bodies and queries into values; what does not fit is refused with the field's name and an example. */
public final class Fields {
    private static final int SHOWN = 40;
    private static final int MAX_DAYS = 3660;

    private Fields() {}

    /** Returns the text as {@code read} understands it; empty if nothing was given. */
    public static <T> Optional<T> optional(String text, Function<String, T> read) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank()).map(read);
    }

    /** Returns the text as {@code read} understands it; refused if nothing was given. */
    public static <T> T required(String field, String text, Function<String, T> read) {
        return optional(text, read).orElseThrow(() -> ApiException.invalid(field + " must be given"));
    }

    /** Returns the value; refused if nothing was given. */
    public static <T> T required(String field, T value) {
        if (value == null) {
            throw ApiException.invalid(field + " must be given");
        }
        return value;
    }

    public static <E extends Enum<E>> E oneOf(String field, Class<E> type, String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("%s must be one of %s, was '%s'"
                        .formatted(
                                field,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")),
                                shown(text))));
    }

    public static Duration duration(String field, String text) {
        try {
            Duration duration = Duration.parse(text.strip());
            if (duration.isNegative() || duration.isZero() || duration.toDays() > MAX_DAYS) {
                throw ApiException.invalid(
                        "%s must be longer than nothing and at most ten years, was '%s'".formatted(field, shown(text)));
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException e) {
            throw ApiException.invalid(
                    "%s must be an ISO 8601 duration such as PT2H or P3D, was '%s'".formatted(field, shown(text)));
        }
    }

    public static Instant instant(String field, String text) {
        try {
            Instant instant = Instant.parse(text.strip());
            if (KnownInstants.knows(instant)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            throw notAnInstant(field, text);
        }
        throw notAnInstant(field, text);
    }

    private static ApiException notAnInstant(String field, String text) {
        return ApiException.invalid(
                "%s must be an instant in UTC of the years 1970 to 9999 such as 2026-11-30T18:00:00Z, was '%s'"
                        .formatted(field, shown(text)));
    }

    public static ZoneId zone(String field, String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (java.time.DateTimeException e) {
            throw ApiException.invalid(
                    "%s must be a time zone such as Europe/Paris or UTC, was '%s'".formatted(field, shown(text)));
        }
    }

    /** Returns a whole number from {@code min} to {@code max}, {@code otherwise} if nothing was given. */
    public static int number(String field, String text, int otherwise, Range range) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= range.min() && value <= range.max()) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw outside(field, text, range);
        }
        throw outside(field, text, range);
    }

    /** Numbers from {@code min} to {@code max}, both included. */
    public record Range(int min, int max) {}

    private static ApiException outside(String field, String text, Range range) {
        return ApiException.invalid("%s must be a whole number from %d to %d, was '%s'"
                .formatted(field, range.min(), range.max(), shown(text)));
    }

    private static String shown(String text) {
        return Names.clean(text, SHOWN);
    }
}
