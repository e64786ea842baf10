package io.laas.engine.statistics;

import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * What statistics are about.
 *
 * @param window from when to when, at most ten years; what lies outside of it does not count
 * @param zone whose weeks they are, Monday to Sunday
 * @param lab one lab; empty: all
 */
public record Period(TimeSlot window, ZoneId zone, Optional<LabId> lab) {
    private static final Duration LONGEST = Duration.ofDays(3660);

    public Period {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(lab, "lab");
        if (window.length().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("statistics cover at most ten years, from %s to %s are %d days"
                    .formatted(window.start(), window.end(), window.length().toDays()));
        }
    }

    Period over(TimeSlot other) {
        return new Period(other, zone, lab);
    }
}
