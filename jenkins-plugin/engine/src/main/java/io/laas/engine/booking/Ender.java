package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends bookings, in whatever state they are. Works under the lock of the host's row. */
public final class Ender {
    private final Catalogue catalogue;
    private final VpodWork work;

    public Ender(Catalogue catalogue, VpodWork work) {
        this.catalogue = catalogue;
        this.work = work;
    }

    /** Ends the booking now; one that is over, or about to be, stays as it is. */
    public BookingRow end(Tx tx, BookingRow row, String reason, Actor actor) {
        return switch (row.state()) {
            case REQUESTED, WAITING, SCHEDULED -> cancel(tx, row, reason, actor);
            case PROVISIONING -> clean(tx, row.finishing(BookingState.CANCELLED), reason, actor);
            case ACTIVE -> clean(tx, row.finishing(BookingState.DONE), reason, actor);
            case CLEANING, DONE, FAILED, CANCELLED -> row;
        };
    }

    /** Ends a booking whose time is over. */
    BookingRow expire(Tx tx, BookingRow row) {
        return switch (row.state()) {
            case ACTIVE -> clean(tx, row.finishing(BookingState.DONE), null, Actor.SYSTEM);
            case PROVISIONING ->
                clean(
                        tx,
                        row.finishing(BookingState.FAILED),
                        "The booked time was over before the pod was ready.",
                        Actor.SYSTEM);
            case REQUESTED, WAITING, SCHEDULED, CLEANING, DONE, FAILED, CANCELLED -> row;
        };
    }

    private BookingRow cancel(Tx tx, BookingRow row, String reason, Actor actor) {
        new Grants(tx).leave(row);
        return new Lifecycle(tx).become(row, row.because(reason).in(BookingState.CANCELLED), actor);
    }

    private BookingRow clean(Tx tx, BookingRow row, String reason, Actor actor) {
        BookingRow ending =
                row.because(reason).over(cut(row.booking().slot(), tx.now())).in(BookingState.CLEANING);
        Lifecycle lifecycle = new Lifecycle(tx);
        BookingRow cleaning = lifecycle.become(row, ending, actor);
        lifecycle.hold(cleaning, cleaning(row));
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        if (!vpod.now().booking().equals(Optional.of(row.id()))) {
            return finish(tx, cleaning, "");
        }
        work.takeBack(tx, vpod);
        return cleaning;
    }

    /** Brings a booking that is being cleaned to its end, once its vpod is clean or given up. */
    public BookingRow finish(Tx tx, BookingRow row, String trouble) {
        if (row.state() != BookingState.CLEANING) {
            return row;
        }
        BookingState last = row.finishAs().orElse(BookingState.DONE);
        BookingRow told = trouble.isEmpty() || row.booking().reason().isPresent() ? row : row.because(trouble);
        return new Lifecycle(tx).become(row, told.in(last), Actor.SYSTEM);
    }

    /** Lets a running booking end earlier than it was to. */
    public BookingRow shorten(Tx tx, BookingRow row, Instant end) {
        Lifecycle lifecycle = new Lifecycle(tx);
        BookingRow shorter = lifecycle.change(row, row.over(row.booking().slot().endingAt(end)));
        lifecycle.hold(shorter, cleaning(row));
        return shorter;
    }

    private Duration cleaning(BookingRow row) {
        return catalogue
                .lab(row.booking().lab())
                .map(Lab::policy)
                .map(Policy::cleaning)
                .orElse(Policy.DEFAULT.cleaning());
    }

    private static TimeSlot cut(TimeSlot slot, Instant now) {
        if (!now.isBefore(slot.end())) {
            return slot;
        }
        return slot.endingAt(now.isAfter(slot.start()) ? now : slot.start().plusMillis(1));
    }
}
