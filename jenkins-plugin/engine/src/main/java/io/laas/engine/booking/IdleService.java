package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;

/** What holders of idle pods say. EXTEND and membership, or MANAGE_BOOKINGS. Thread-safe. */
public final class IdleService {
    private static final Kept<Booking> BOOKING = Kept.by(
            Booking::id,
            (tx, id) -> new BookingTable(tx).get(BookingId.parse(id)).booking());

    private final Once once;
    private final Catalogue catalogue;

    public IdleService(Store store, Catalogue catalogue) {
        this.once = new Once(store);
        this.catalogue = catalogue;
    }

    /** Says that a running booking is still needed: it counts as used now, whether it was idle or not. */
    public Answer<Booking> keep(BookingId id, Caller caller) {
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(id, "keeping", Access.Level.MEMBER, Right.EXTEND, row -> keep(tx, row, caller)));
    }

    private Answer<Booking> keep(Tx tx, BookingRow row, Caller caller) {
        if (row.state() != BookingState.ACTIVE) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Booking %s is %s: only active bookings can be idle, so there is nothing to keep."
                            .formatted(row.id(), row.state()));
        }
        boolean watches = catalogue
                .lab(row.booking().lab())
                .filter(lab -> lab.policy().idle().isPresent())
                .isPresent();
        if (!watches) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Lab %s does not take idle pods back, so booking %s stays as it is until its end."
                            .formatted(row.booking().lab(), row.id()));
        }
        new UseTable(tx).keep(row.id());
        tx.emit(Lifecycle.about(EventType.BOOKING_KEPT, row.booking(), caller.actor()));
        return Answer.done(row.booking());
    }
}
