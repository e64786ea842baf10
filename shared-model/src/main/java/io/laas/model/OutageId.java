package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Number of an outage, never used twice. Written {@code x-41}. */
public record OutageId(long number) implements Comparable<OutageId> {
    private static final String PREFIX = "x-";

    public OutageId {
        if (number < 1) {
            throw new IllegalArgumentException("outage number must be positive, was " + number);
        }
    }

    /**
     * Reads {@code x-41} (case-insensitive) or {@code 41}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OutageId parse(String text) {
        return new OutageId(Numbered.parse("outage", PREFIX, text));
    }

    @Override
    public int compareTo(OutageId other) {
        return Long.compare(number, other.number);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + number;
    }
}
