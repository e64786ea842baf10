package io.laas.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A half-open span of time in UTC: the start belongs to it, the end does not, so touching slots do not overlap. */
public record TimeSlot(Instant start, Instant end) {
    public TimeSlot {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("slot must end after it starts: " + start + " – " + end);
        }
    }

    /** Returns the slot that starts at {@code start} and lasts {@code length} (elapsed time). */
    public static TimeSlot of(Instant start, Duration length) {
        return new TimeSlot(start, start.plus(length));
    }

    public boolean overlaps(TimeSlot other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    /** Returns this slot, longer at its end by {@code cleaning} (zero or more). */
    public TimeSlot withCleaning(Duration cleaning) {
        return new TimeSlot(start, end.plus(cleaning));
    }

    public TimeSlot endingAt(Instant newEnd) {
        return new TimeSlot(start, newEnd);
    }
}
