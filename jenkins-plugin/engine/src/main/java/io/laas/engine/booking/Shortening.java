package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The question to the holder of a booking whether it may end before a planned outage begins.
 *
 * @param outage what is to begin then
 * @param owner whose booking it is
 * @param why the reason of the outage
 * @param end when the booking would end, so that it is cleaned when the outage begins
 * @param until when the question is taken as refused if nobody has answered
 * @param by who answered, once somebody has
 * @param at when that was
 */
public record Shortening(
        OutageId outage,
        LabId lab,
        BookingId booking,
        UserId owner,
        String why,
        Instant end,
        Instant until,
        State state,
        Optional<UserId> by,
        Optional<Instant> at) {
    /** How far the question is. */
    public enum State {
        /** Nobody has answered. */
        OPEN,
        /** The booking ends earlier. */
        AGREED,
        /** The booking stays as it is, and the outage was taken back. */
        REFUSED,
        /** It matters no more: the booking or the outage is gone, or another holder refused. */
        OVER
    }
}
