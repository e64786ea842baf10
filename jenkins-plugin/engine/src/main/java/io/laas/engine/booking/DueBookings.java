package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.StoreException;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Lab;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends bookings when their time has come; each in a transaction of its own, so that one cannot hold up the others. */
public final class DueBookings {
    private static final Logger LOG = LoggerFactory.getLogger(DueBookings.class);

    private final Store store;
    private final Catalogue catalogue;
    private final Starter starter;
    private final Ender ender;

    public DueBookings(Store store, Catalogue catalogue, VpodWork work, Starter starter) {
        this.store = store;
        this.catalogue = catalogue;
        this.starter = starter;
        this.ender = new Ender(catalogue, work);
    }

    /** Starts what is to start. */
    public void start() {
        each(tx -> new OccupationTable(tx).starting(), (tx, row) -> {
            boolean due = row.state() == BookingState.SCHEDULED
                    && row.offerUntil().isEmpty()
                    && !row.booking().slot().start().isAfter(tx.now());
            if (due) {
                starter.start(tx, row);
            }
        });
    }

    /** Ends what is over. */
    public void end() {
        each(tx -> new OccupationTable(tx).ended(), (tx, row) -> {
            if (!row.booking().slot().end().isAfter(tx.now())) {
                ender.expire(tx, row);
            }
        });
    }

    /** Takes back offers that were not taken up. */
    public void withdrawOffers() {
        each(tx -> new OccupationTable(tx).offersOver(), (tx, row) -> {
            if (row.state() == BookingState.SCHEDULED
                    && row.offerUntil().filter(u -> !u.isAfter(tx.now())).isPresent()) {
                ender.end(tx, row, "The offer was not taken up in time.", Actor.SYSTEM);
            }
        });
    }

    /** Gives up what nobody approved in time. */
    public void withdrawRequests() {
        each(tx -> new ApprovalTable(tx).due(), (tx, row) -> {
            if (row.state() == BookingState.REQUESTED) {
                ApprovalService.expire(tx, row, ender);
            }
        });
    }

    /** Lets holds last while cleaning takes longer than planned. */
    public void prolongCleaning() {
        for (Lab lab : catalogue.labs()) {
            store.write(tx -> {
                new OccupationTable(tx).prolong(lab);
                return lab;
            });
        }
    }

    private void each(Function<Tx, List<BookingId>> due, BiConsumer<Tx, BookingRow> work) {
        for (BookingId id : store.read(due::apply)) {
            try {
                store.write(tx -> locked(tx, id, work));
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Booking {} could not be brought on; the next tick tries again", id, e);
            }
        }
    }

    private static boolean locked(Tx tx, BookingId id, BiConsumer<Tx, BookingRow> work) {
        BookingTable bookings = new BookingTable(tx);
        Booking booking = bookings.get(id).booking();
        new HostTable(tx).lockLab(booking.lab(), booking.host());
        work.accept(tx, bookings.get(id));
        return true;
    }
}
