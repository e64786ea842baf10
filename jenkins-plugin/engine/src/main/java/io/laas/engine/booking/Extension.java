package io.laas.engine.booking;

import java.time.Duration;
import java.time.Instant;

/** How much longer. */
public sealed interface Extension {
    /** By so much (elapsed time) from the present end. */
    record By(Duration length) implements Extension {}

    /** Until then. */
    record Until(Instant end) implements Extension {}

    /** Returns the new end that is asked for. */
    default Instant newEnd(Instant presentEnd) {
        return this instanceof By by ? presentEnd.plus(by.length()) : ((Until) this).end();
    }
}
