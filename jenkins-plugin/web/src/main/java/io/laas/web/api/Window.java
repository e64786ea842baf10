package io.laas.web.api;

import io.laas.model.TimeSlot;
import io.laas.web.error.ApiException;
import io.laas.web.json.Fields;
import java.time.Duration;
import java.time.Instant;

/** The time that a query asks about. */
final class Window {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(400);

    private Window() {}

    /**
     * Reads a window of at most 400 days.
     *
     * @param from an instant; left out: now
     * @param to an instant after it; left out: a week later
     */
    static TimeSlot of(String from, String to, Instant now) {
        Instant start =
                Fields.optional(from, text -> Fields.instant("from", text)).orElse(now);
        Instant end = Fields.optional(to, text -> Fields.instant("to", text)).orElseGet(() -> start.plus(USUAL));
        if (!start.isBefore(end)) {
            throw ApiException.invalid("to must be after from, was from %s to %s".formatted(start, end));
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ApiException.invalid(
                    "from and to must be at most 400 days apart, were from %s to %s".formatted(start, end));
        }
        return new TimeSlot(start, end);
    }
}
