package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.util.Optional;

/**
 * A booking with what only the engine needs of it.
 *
 * @param offerUntil until when an offer from the wait list stands
 * @param finishAs what it becomes once it is cleaned
 * @param tries how many places have failed to provide it
 * @param group the first of the bookings that were asked for together with it, if it was not asked for alone
 */
public record BookingRow(
        Booking booking,
        Optional<Instant> offerUntil,
        Optional<BookingState> finishAs,
        int tries,
        Optional<BookingId> group) {
    public BookingId id() {
        return booking.id();
    }

    public BookingState state() {
        return booking.state();
    }

    public BookingRow in(BookingState state) {
        return with(booking.slot(), state, booking.vpod(), booking.host(), booking.reason());
    }

    public BookingRow over(TimeSlot slot) {
        return with(slot, booking.state(), booking.vpod(), booking.host(), booking.reason());
    }

    public BookingRow on(VpodId vpod, HostId host) {
        return with(booking.slot(), booking.state(), Optional.of(vpod), Optional.of(host), booking.reason());
    }

    public BookingRow because(String reason) {
        return with(booking.slot(), booking.state(), booking.vpod(), booking.host(), Optional.ofNullable(reason));
    }

    public BookingRow offered(Optional<Instant> until) {
        return new BookingRow(booking, until, finishAs, tries, group);
    }

    public BookingRow finishing(BookingState state) {
        return new BookingRow(booking, offerUntil, Optional.of(state), tries, group);
    }

    BookingRow inGroup(BookingId first) {
        return new BookingRow(booking, offerUntil, finishAs, tries, Optional.of(first));
    }

    public BookingRow failedOnce() {
        return new BookingRow(booking, offerUntil, finishAs, tries + 1, group);
    }

    public BookingRow extendedTo(Instant end) {
        Booking b = booking;
        return copy(b.slot().endingAt(end), b.state(), b.vpod(), b.host(), b.reason(), b.extensions() + 1);
    }

    private BookingRow with(
            TimeSlot slot, BookingState state, Optional<VpodId> vpod, Optional<HostId> host, Optional<String> reason) {
        return copy(slot, state, vpod, host, reason, booking.extensions());
    }

    private BookingRow copy(
            TimeSlot slot,
            BookingState state,
            Optional<VpodId> vpod,
            Optional<HostId> host,
            Optional<String> reason,
            int extensions) {
        Booking b = booking;
        Booking changed = new Booking(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.versions(),
                b.owner(),
                b.collaborators(),
                b.purpose(),
                b.project(),
                slot,
                state,
                vpod,
                host,
                extensions,
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                reason,
                b.revision());
        return new BookingRow(changed, offerUntil, finishAs, tries, group);
    }
}
