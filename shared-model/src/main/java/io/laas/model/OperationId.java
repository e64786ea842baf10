package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Number of an operation on a vpod, never used twice. Written {@code o-41}. */
public record OperationId(long number) implements Comparable<OperationId> {
    private static final String PREFIX = "o-";

    public OperationId {
        if (number < 1) {
            throw new IllegalArgumentException("operation number must be positive, was " + number);
        }
    }

    /**
     * Reads {@code o-41} (case-insensitive) or {@code 41}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperationId parse(String text) {
        return new OperationId(Numbered.parse("operation", PREFIX, text));
    }

    @Override
    public int compareTo(OperationId other) {
        return Long.compare(number, other.number);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + number;
    }
}
