package io.laas.engine.booking;

import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place where bookings change state. A change is written only if the booking is still as it was read, its hold on capacity
 * follows, and an event tells of it.
 */
public final class Lifecycle {
    private final Tx tx;

    public Lifecycle(Tx tx) {
        this.tx = tx;
    }

    /** Returns the event that tells that a booking came into a state. */
    static EventType eventOf(BookingState state) {
        return switch (state) {
            case REQUESTED -> EventType.BOOKING_REQUESTED;
            case WAITING -> EventType.BOOKING_WAITING;
            case SCHEDULED -> EventType.BOOKING_SCHEDULED;
            case PROVISIONING -> EventType.BOOKING_PROVISIONING;
            case ACTIVE -> EventType.BOOKING_ACTIVE;
            case CLEANING -> EventType.BOOKING_CLEANING;
            case DONE -> EventType.BOOKING_DONE;
            case FAILED -> EventType.BOOKING_FAILED;
            case CANCELLED -> EventType.BOOKING_CANCELLED;
        };
    }

    /** Brings the booking into another state, with whatever else {@code after} changes. */
    public BookingRow become(BookingRow before, BookingRow after, Actor actor) {
        if (!before.state().mayBecome(after.state())) {
            throw new IllegalStateException(
                    "booking %s is %s and cannot become %s".formatted(before.id(), before.state(), after.state()));
        }
        BookingRow changed =
                new BookingTable(tx).change(before, after.state().isFinal() ? after.offered(Optional.empty()) : after);
        if (changed.state().isFinal()) {
            new OccupationTable(tx).delete(changed.id());
            new WaitingTable(tx).delete(changed.id());
            new ApprovalTable(tx).close(changed.id());
            new ShorteningTable(tx).close(changed.id());
        }
        if (before.state() == BookingState.ACTIVE) {
            new UseTable(tx).delete(changed.id());
        }
        tx.emit(about(eventOf(changed.state()), changed.booking(), actor));
        return changed;
    }

    /** Changes a booking that stays in its state. */
    public BookingRow change(BookingRow before, BookingRow after) {
        return new BookingTable(tx).change(before, after);
    }

    /** Brings the hold in line with the booking, kept for cleaning after its end. */
    public void hold(BookingRow row, Duration cleaning) {
        Instant end = row.booking().slot().end();
        Instant busyUntil = (end.isAfter(tx.now()) ? end : tx.now()).plus(cleaning);
        new OccupationTable(tx).follow(row.booking(), busyUntil);
    }

    /** Returns an event about a booking. */
    public static EventDraft about(EventType type, Booking booking, Actor actor) {
        EventDraft draft = EventDraft.of(type, actor)
                .in(booking.lab())
                .booking(booking.id())
                .vpod(booking.vpod())
                .with("owner", booking.owner())
                .with("pod", booking.pod())
                .with("start", booking.slot().start())
                .with("end", booking.slot().end());
        draft = booking.host().map(HostId::value).isPresent()
                ? draft.with("host", booking.host().get())
                : draft;
        return booking.reason().isPresent()
                ? draft.with("reason", booking.reason().get())
                : draft;
    }

    /** Returns the name that a booking's vpod has. */
    static VpodId vpodOf(BookingRow row) {
        return row.booking()
                .vpod()
                .orElseThrow(() -> new IllegalStateException("booking " + row.id() + " has no vpod"));
    }
}
