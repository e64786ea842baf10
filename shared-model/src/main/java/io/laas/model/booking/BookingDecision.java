package io.laas.model.booking;

import java.time.Instant;
import java.util.Optional;

/** What comes of a request. */
public sealed interface BookingDecision {
    /** The booking has its pod. */
    record Granted(Booking booking) implements BookingDecision {}

    /**
     * Nothing is free; the booking stands in the queue.
     *
     * @param position 1 is next
     * @param expected when it is expected to start, if that can be told
     */
    record Waiting(Booking booking, int position, Optional<Instant> expected) implements BookingDecision {}

    /**
     * Somebody has to approve the booking first.
     *
     * @param until when it is given up if nobody has decided by then
     */
    record Asked(Booking booking, Instant until) implements BookingDecision {}

    /** No. */
    record Refused(Refusal refusal) implements BookingDecision {}
}
