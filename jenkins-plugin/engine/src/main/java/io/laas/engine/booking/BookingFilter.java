package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which bookings to list, newest first.
 *
 * @param member owned by or shared with this user
 * @param states empty: all
 * @param from those that end after this
 * @param to those that start before this
 * @param limit 1 … 500
 * @param after those older than this one ({@code next} of the page before)
 */
public record BookingFilter(
        Optional<UserId> member,
        Set<BookingState> states,
        Optional<LabId> lab,
        Optional<VpodId> vpod,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<BookingId> after) {
    private static final int MAX_LIMIT = 500;

    public BookingFilter {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
        }
    }

    /** Returns a filter that lets everything pass, at most {@code limit} of it. */
    public static BookingFilter all(int limit) {
        return new BookingFilter(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    public BookingFilter ofMember(UserId user) {
        return new BookingFilter(Optional.of(user), states, lab, vpod, from, to, limit, after);
    }

    public BookingFilter in(Set<BookingState> wanted) {
        return new BookingFilter(member, wanted, lab, vpod, from, to, limit, after);
    }

    public BookingFilter after(BookingId booking) {
        return new BookingFilter(member, states, lab, vpod, from, to, limit, Optional.of(booking));
    }
}
