package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Number of a booking, never used twice. Written {@code b-41}. */
public record BookingId(long number) implements Comparable<BookingId> {
    private static final String PREFIX = "b-";

    public BookingId {
        if (number < 1) {
            throw new IllegalArgumentException("booking number must be positive, was " + number);
        }
    }

    /**
     * Reads {@code b-41} (case-insensitive) or {@code 41}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static BookingId parse(String text) {
        return new BookingId(Numbered.parse("booking", PREFIX, text));
    }

    @Override
    public int compareTo(BookingId other) {
        return Long.compare(number, other.number);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + number;
    }
}
