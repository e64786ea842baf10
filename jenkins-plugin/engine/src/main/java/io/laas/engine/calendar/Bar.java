package io.laas.engine.calendar;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.util.Optional;

/**
 * A booking in a calendar.
 *
 * @param place where it has its machines; empty while it waits
 * @param slot when it has them, or is to have them; one that was given back early ends then
 * @param cleanUntil until when its place is kept for cleaning; the end of the slot where it is clean already
 * @param purpose at most 100 characters of it
 * @param mine whether the caller is a member of it
 * @param offered whether it came from the wait list as an offer that was not taken up yet
 */
public record Bar(
        BookingId booking,
        LabId lab,
        PodId pod,
        UserId owner,
        String project,
        String purpose,
        BookingState state,
        Optional<Place> place,
        TimeSlot slot,
        Instant cleanUntil,
        boolean mine,
        boolean offered) {
    /** A virtual pod on its host. */
    public record Place(HostId host, VpodId vpod) {}
}
