package io.laas.model.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What comes of a request for several pods; bookings are in the order of the request. */
public sealed interface GroupDecision {
    /** All have their pod. */
    record Granted(List<Booking> bookings) implements GroupDecision {}

    /**
     * They are not free together; all stand in the queue as one.
     *
     * @param position 1 is next
     * @param expected when they are expected to start, if that can be told
     */
    record Waiting(List<Booking> bookings, int position, Optional<Instant> expected) implements GroupDecision {}

    /**
     * Somebody has to approve them first.
     *
     * @param until when they are given up if nobody has decided by then
     */
    record Asked(List<Booking> bookings, Instant until) implements GroupDecision {}

    /** None. */
    record Refused(Refusal refusal) implements GroupDecision {}
}
