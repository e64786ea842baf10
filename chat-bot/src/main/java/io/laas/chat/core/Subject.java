package io.laas.chat.core;

import java.util.Objects;

/**
 * What a live answer follows: enough to take it up again later, in another process too.
 *
 * @param kind what goes on
 * @param booking whose it is
 * @param operation null for {@link Kind#BOOKING}
 */
public record Subject(Kind kind, String booking, String operation) {
    public Subject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(booking, "booking");
    }

    /** What goes on. */
    public enum Kind {
        /** A booking, from when it was made until it is over. */
        BOOKING,
        RESET,
        SNAPSHOT,
        MACHINE,
        CHECK,
        HELLO,
        INSTALL
    }
}
