package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
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
 * @param booker made by a person or by a pipeline
 * @param origin made somewhere that begins so; empty text: made anywhere that was told
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
        Optional<Booker> booker,
        Optional<String> origin,
        int limit,
        Optional<BookingId> after) {
    private static final int MAX_LIMIT = 500;

    public BookingFilter {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
        }
        if (origin.filter(o -> o.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw new IllegalArgumentException("origin must have no line breaks and other control characters");
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
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    public BookingFilter ofMember(UserId user) {
        return new BookingFilter(Optional.of(user), states, lab, vpod, from, to, booker, origin, limit, after);
    }

    public BookingFilter in(Set<BookingState> wanted) {
        return new BookingFilter(member, wanted, lab, vpod, from, to, booker, origin, limit, after);
    }

    /** Lets pass what waits, is to come, runs or is being cleaned. */
    public BookingFilter unfinished() {
        return in(BookingState.UNFINISHED);
    }

    public BookingFilter by(Booker kind) {
        return new BookingFilter(member, states, lab, vpod, from, to, Optional.of(kind), origin, limit, after);
    }

    /** Lets pass what was made somewhere that begins so, for example {@code run:nightly#}. */
    public BookingFilter madeAt(String prefix) {
        return new BookingFilter(member, states, lab, vpod, from, to, booker, Optional.of(prefix), limit, after);
    }

    public BookingFilter after(BookingId booking) {
        return new BookingFilter(member, states, lab, vpod, from, to, booker, origin, limit, Optional.of(booking));
    }
}
