package io.laas.engine.booking;

import io.laas.engine.booking.WaitingTable.WaitingRow;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import io.laas.model.plan.QueuePlanner;
import io.laas.model.plan.QueuePlanner.Planned;
import io.laas.model.plan.Situation;
import io.laas.model.plan.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue of each lab. Whoever waits has the earliest slot that leaves those before it theirs; newcomers and extensions respect
 * these slots like bookings. A pipeline, or a person who has hardly waited, gets the pod at once when the slot has come; anybody
 * else gets an offer to accept.
 */
public final class WaitList {
    private static final Duration FAR = Duration.ofDays(730);

    private final Store store;
    private final Catalogue catalogue;
    private final Starter starter;

    public WaitList(Store store, Catalogue catalogue, Starter starter) {
        this.store = store;
        this.catalogue = catalogue;
        this.starter = starter;
    }

    /** Grants what can be granted now, in all labs. */
    public void serve() {
        List<LabId> labs = store.read(tx -> new WaitingTable(tx).labs());
        labs.stream().flatMap(l -> catalogue.lab(l).stream()).forEach(this::serve);
    }

    private void serve(Lab lab) {
        store.write(tx -> {
            new HostTable(tx).lockLab(lab.id());
            List<BookingId> granted = new ArrayList<>();
            for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).locked(lab, horizon(tx.now())))) {
                Choice choice = planned.choice().orElse(null);
                if (choice != null && !choice.slot().start().isAfter(earliest(planned.waiter(), tx.now()))) {
                    grant(tx, lab, planned.waiter(), choice);
                    granted.add(planned.waiter().booking());
                }
            }
            return granted;
        });
    }

    private void grant(Tx tx, Lab lab, Waiter waiter, Choice choice) {
        BookingTable bookings = new BookingTable(tx);
        BookingRow row = bookings.get(waiter.booking());
        Target target =
                new Targets(tx, catalogue).of(row.booking(), Optional.empty()).orElseThrow();
        boolean offer = row.booking().booker() == Booker.PERSON
                && tx.now().isAfter(waiter.since().plus(lab.policy().offerStands()));
        BookingRow placed = new Grants(tx).place(row, target, choice).in(BookingState.SCHEDULED);
        Instant until = tx.now().plus(lab.policy().offerStands());
        BookingRow granted =
                new Lifecycle(tx).become(row, offer ? placed.offered(Optional.of(until)) : placed, Actor.SYSTEM);
        new WaitingTable(tx).delete(row.id());
        if (offer) {
            tx.emit(Lifecycle.about(EventType.BOOKING_OFFERED, granted.booking(), Actor.SYSTEM)
                    .with("until", until));
        } else if (!choice.slot().start().isAfter(tx.now())) {
            starter.start(tx, granted);
        }
    }

    /** Returns what everybody who waits in the lab can expect, in fair order. */
    List<Planned> plan(Tx tx, Lab lab, Situation situation) {
        List<Waiter> waiters = waiters(tx, lab);
        return waiters.isEmpty() ? List.of() : QueuePlanner.plan(waiters, tx.now(), FAR, situation);
    }

    /** Returns the situation in which those who wait have the slots they can expect. */
    Situation respecting(Tx tx, Lab lab, Situation narrow) {
        if (new WaitingTable(tx).of(lab.id()).isEmpty()) {
            return narrow;
        }
        Situation present = narrow;
        for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).read(lab, horizon(tx.now())))) {
            if (planned.choice().isPresent()) {
                present = present.with(
                        QueuePlanner.hold(planned.waiter(), planned.choice().get()));
            }
        }
        return present;
    }

    /** Returns the places of all who wait in the lab, by booking. */
    Map<BookingId, WaitPlace> places(Tx tx, Lab lab) {
        Map<BookingId, WaitPlace> places = new LinkedHashMap<>();
        for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).read(lab, horizon(tx.now())))) {
            places.put(
                    planned.waiter().booking(),
                    new WaitPlace(
                            places.size() + 1,
                            planned.choice().map(c -> c.slot().start())));
        }
        return places;
    }

    private List<Waiter> waiters(Tx tx, Lab lab) {
        List<Waiter> waiters = new ArrayList<>();
        for (WaitingRow row : new WaitingTable(tx).of(lab.id())) {
            BookingRow booking = new BookingTable(tx).get(row.booking());
            new Targets(tx, catalogue)
                    .of(booking.booking(), row.vpod())
                    .ifPresent(target -> waiters.add(new Waiter(
                            row.booking(),
                            row.owner(),
                            row.since(),
                            booking.booking().booker() == Booker.PIPELINE,
                            row.notBefore(),
                            row.length(),
                            target.demand())));
        }
        return waiters;
    }

    private static Instant earliest(Waiter waiter, Instant now) {
        return waiter.notBefore().isAfter(now) ? waiter.notBefore() : now;
    }

    private static TimeSlot horizon(Instant now) {
        return TimeSlot.of(now, FAR.multipliedBy(2));
    }
}
