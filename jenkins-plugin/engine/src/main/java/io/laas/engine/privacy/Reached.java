package io.laas.engine.privacy;

import java.time.Instant;

/**
 * How far into the history of a lab people are forgotten.
 *
 * @param ended in all bookings that ended before
 * @param event in all events up to this number, those of bookings apart that were not forgotten then
 */
record Reached(Instant ended, long event) {
    Reached endedBefore(Instant time) {
        return new Reached(time.isAfter(ended) ? time : ended, event);
    }

    Reached event(long sequence) {
        return new Reached(ended, sequence);
    }
}
