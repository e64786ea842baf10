package io.laas.engine.outage;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.model.OutageId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import java.util.List;

/** Outages of labs and hosts. Changes need MANAGE. Thread-safe. */
public final class OutageService {
    OutageService() {}

    /** Lists outages that are not over, earliest first. */
    public List<Outage> list() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Tells which granted bookings an outage would hit. */
    public Answer<List<Booking>> preview(NewOutage outage, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /**
     * Sets an outage. A planned one over granted bookings is refused with the list, unless {@code force} is given; an emergency
     * never is. Bookings yet to start move to another place in the same slot if there is one and are cancelled otherwise;
     * running ones end when the outage begins.
     */
    public Answer<OutageEffect> set(NewOutage outage, boolean force, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Ends an outage now, or takes it back if it has not begun. */
    public Answer<Outage> end(OutageId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
