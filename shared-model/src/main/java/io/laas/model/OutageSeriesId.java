package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Number of an outage that repeats, never used twice. Written {@code r-41}. */
public record OutageSeriesId(long number) implements Comparable<OutageSeriesId> {
    private static final String PREFIX = "r-";

    public OutageSeriesId {
        if (number < 1) {
            throw new IllegalArgumentException("series number must be positive, was " + number);
        }
    }

    /**
     * Reads {@code r-41} (case-insensitive) or {@code 41}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OutageSeriesId parse(String text) {
        return new OutageSeriesId(Numbered.parse("series", PREFIX, text));
    }

    @Override
    public int compareTo(OutageSeriesId other) {
        return Long.compare(number, other.number);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + number;
    }
}
