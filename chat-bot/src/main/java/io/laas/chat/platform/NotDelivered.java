package io.laas.chat.platform;

import java.time.Duration;

/** A message did not get to its place, or perhaps did. */
public final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Duration after;

    /** What is known of it. */
    public enum Kind {
        /** It was not delivered; it may be sent again. */
        LATER,
        /** Nobody knows; it has to be looked for before it is sent again. */
        UNSURE,
        /** It never will be: the place, the message or the permission is gone. */
        NEVER
    }

    private NotDelivered(Kind kind, Duration after, String message) {
        super(message);
        this.kind = kind;
        this.after = after;
    }

    /** It may be sent again after a time. */
    public static NotDelivered later(Duration after, String message) {
        return new NotDelivered(Kind.LATER, after, message);
    }

    public static NotDelivered unsure(String message) {
        return new NotDelivered(Kind.UNSURE, Duration.ofSeconds(2), message);
    }

    public static NotDelivered never(String message) {
        return new NotDelivered(Kind.NEVER, Duration.ZERO, message);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns how long to wait before it is tried again. */
    public Duration after() {
        return after;
    }
}
