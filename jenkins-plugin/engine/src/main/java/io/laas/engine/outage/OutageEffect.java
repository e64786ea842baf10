package io.laas.engine.outage;

import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import java.util.List;

/**
 * An outage that was set.
 *
 * @param hits the granted bookings it touched, as they stand now: moved, shortened, ended or cancelled
 */
public record OutageEffect(Outage outage, List<Booking> hits) {
    public OutageEffect {
        hits = List.copyOf(hits);
    }
}
