package io.laas.engine.outage;

import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.util.Optional;

/**
 * A granted booking that an outage touches.
 *
 * @param before as it was
 * @param after as it is once the outage is set
 * @param asked when it ends if its holder, who is asked, agrees; empty: nobody is asked
 */
public record OutageHit(Booking before, Booking after, Optional<Instant> asked) {
    /** What an outage does to a booking. */
    public enum Fate {
        /** It is somewhere else in the same slot. */
        MOVED,
        /** It ends earlier, when the outage begins. */
        SHORTENED,
        /** It ends at once. */
        ENDED,
        /** It has not begun, and there is no other place for it. */
        CANCELLED,
        /** Its holder is asked whether it ends earlier; until then it stays as it is. */
        ASKED,
        /** It is over in time, with its cleaning. */
        KEPT
    }

    /** Returns what becomes of the booking. */
    public Fate fate() {
        if (asked.isPresent()) {
            return Fate.ASKED;
        }
        if (after.state() == BookingState.CANCELLED) {
            return Fate.CANCELLED;
        }
        if (after.state() != before.state()) {
            return Fate.ENDED;
        }
        if (!after.vpod().equals(before.vpod()) || !after.host().equals(before.host())) {
            return Fate.MOVED;
        }
        return after.slot().end().isBefore(before.slot().end()) ? Fate.SHORTENED : Fate.KEPT;
    }
}
