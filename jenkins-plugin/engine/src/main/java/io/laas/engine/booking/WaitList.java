package io.laas.engine.booking;

import io.laas.engine.booking.Admission.Standing;
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
    private final IdlePods idle;
    private final Admissions admissions;
    private final Ender ender;

    public WaitList(
            Store store, Catalogue catalogue, Starter starter, IdlePods idle, Admissions admissions, Ender ender) {
        this.admissions = admissions;
        this.ender = ender;
        this.store = store;
        this.catalogue = catalogue;
        this.starter = starter;
        this.idle = idle;
    }

    /** Returns who takes pods back that nobody uses. */
    IdlePods idle() {
        return idle;
    }

    /** Returns who finds out whom labs let book. */
    Admissions admissions() {
        return admissions;
    }

    /** Grants what can be granted now, in all labs; pods that nobody uses are taken back for those who would wait on. */
    public void serve() {
        List<LabId> labs = store.read(tx -> new WaitingTable(tx).labs());
        labs.stream().flatMap(l -> catalogue.lab(l).stream()).forEach(this::serve);
    }

    private void serve(Lab lab) {
        Admission admission = admissions.ofQueue(lab.id());
        store.write(tx -> {
            new HostTable(tx).lockLab(lab.id());
            giveUp(tx, lab, admission);
            List<BookingId> granted = new ArrayList<>();
            for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).locked(lab, horizon(tx.now())))) {
                if (planned.slot()
                                .filter(s -> !s.start().isAfter(earliest(planned.waiter(), tx.now())))
                                .isPresent()
                        && admission.of(tx, planned.waiter().owner(), lab.id()) == Standing.MAY) {
                    grant(tx, lab, planned);
                    granted.add(planned.waiter().booking());
                }
            }
            if (granted.isEmpty() && lab.policy().idle().isPresent() && allMayBook(tx, lab, admission)) {
                Situation now = new Situations(tx, catalogue).locked(lab, horizon(tx.now()));
                idle.takeBackForQueue(tx, lab, plan(tx, lab, now), now);
            }
            return granted;
        });
    }

    /** Gives up what those wait for whom the lab no longer lets book, with all that was asked for together with it. */
    private void giveUp(Tx tx, Lab lab, Admission admission) {
        for (WaitingRow waiting : new WaitingTable(tx).of(lab.id())) {
            if (admission.of(tx, waiting.owner(), lab.id()) == Standing.MAY_NOT) {
                String why = "Lab %s no longer lets %s book.".formatted(lab.id(), waiting.owner());
                BookingTable bookings = new BookingTable(tx);
                bookings.group(bookings.get(waiting.booking())).stream()
                        .filter(row -> row.state() == BookingState.WAITING)
                        .forEach(row -> ender.end(tx, row, why, Actor.SYSTEM));
            }
        }
    }

    /** Nobody loses a pod for somebody who may turn out not to be let in. */
    private static boolean allMayBook(Tx tx, Lab lab, Admission admission) {
        return new WaitingTable(tx)
                .of(lab.id()).stream().allMatch(w -> admission.of(tx, w.owner(), lab.id()) == Standing.MAY);
    }

    private void grant(Tx tx, Lab lab, Planned planned) {
        Waiter waiter = planned.waiter();
        boolean offer = !waiter.pipeline()
                && tx.now().isAfter(waiter.since().plus(lab.policy().offerStands()));
        Instant until = tx.now().plus(lab.policy().offerStands());
        List<BookingRow> granted = new ArrayList<>();
        for (int i = 0; i < waiter.parts().size(); i++) {
            BookingRow row = new BookingTable(tx).get(waiter.parts().get(i).booking());
            granted.add(grant(tx, row, planned.choices().get(i), offer ? Optional.of(until) : Optional.empty()));
        }
        if (offer) {
            tx.emit(Lifecycle.about(EventType.BOOKING_OFFERED, granted.get(0).booking(), Actor.SYSTEM)
                    .with("until", until)
                    .with("pods", granted.size()));
        } else if (!planned.slot().orElseThrow().start().isAfter(tx.now())) {
            granted.forEach(row -> starter.start(tx, row));
        }
    }

    private BookingRow grant(Tx tx, BookingRow row, Choice choice, Optional<Instant> offer) {
        Target target =
                new Targets(tx, catalogue).of(row.booking(), Optional.empty()).orElseThrow();
        BookingRow placed = new Grants(tx)
                .place(row, target, choice)
                .in(BookingState.SCHEDULED)
                .offered(offer);
        new WaitingTable(tx).delete(row.id());
        return new Lifecycle(tx).become(row, placed, Actor.SYSTEM);
    }

    /** Returns what everybody who waits in the lab can expect, in fair order. */
    List<Planned> plan(Tx tx, Lab lab, Situation situation) {
        List<Waiter> waiters = waiters(tx, lab);
        return waiters.isEmpty() ? List.of() : QueuePlanner.plan(waiters, tx.now(), FAR, situation);
    }

    /** Returns how things stand in the slot and the cleaning after it, for those whose turn it is not yet; under the locks of the lab's hosts. */
    Situation situation(Tx tx, Lab lab, TimeSlot slot) {
        TimeSlot whole = slot.withCleaning(lab.policy().cleaning());
        return respecting(tx, lab, new Situations(tx, catalogue).locked(lab, whole));
    }

    /** Returns the situation in which those who wait have the slots they can expect. */
    Situation respecting(Tx tx, Lab lab, Situation narrow) {
        if (new WaitingTable(tx).of(lab.id()).isEmpty()) {
            return narrow;
        }
        Situation present = narrow;
        for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).read(lab, horizon(tx.now())))) {
            present = present.with(planned.holds());
        }
        return present;
    }

    /** Returns the places of all who wait in the lab, by booking. */
    Map<BookingId, WaitPlace> places(Tx tx, Lab lab) {
        Map<BookingId, WaitPlace> places = new LinkedHashMap<>();
        int position = 0;
        for (Planned planned : plan(tx, lab, new Situations(tx, catalogue).read(lab, horizon(tx.now())))) {
            position++;
            WaitPlace place = new WaitPlace(position, planned.slot().map(TimeSlot::start));
            planned.waiter().parts().forEach(part -> places.put(part.booking(), place));
        }
        return places;
    }

    /** Those that were asked for together wait as one. */
    private List<Waiter> waiters(Tx tx, Lab lab) {
        HeadStarts headStarts = new HeadStarts(tx, lab.policy().headStart());
        Map<BookingId, List<Queued>> together = new LinkedHashMap<>();
        for (WaitingRow row : new WaitingTable(tx).of(lab.id())) {
            BookingRow booking = new BookingTable(tx).get(row.booking());
            together.computeIfAbsent(booking.group().orElse(booking.id()), id -> new ArrayList<>())
                    .add(new Queued(row, booking));
        }
        return together.values().stream()
                .flatMap(group -> waiter(tx, group, headStarts).stream())
                .toList();
    }

    private record Queued(WaitingRow waiting, BookingRow booking) {}

    private Optional<Waiter> waiter(Tx tx, List<Queued> group, HeadStarts headStarts) {
        List<Waiter.Part> parts = new ArrayList<>();
        for (Queued one : group) {
            new Targets(tx, catalogue)
                    .of(one.booking().booking(), one.waiting().vpod())
                    .ifPresent(target -> parts.add(new Waiter.Part(one.booking().id(), target.demand())));
        }
        WaitingRow first = group.get(0).waiting();
        boolean pipeline = group.get(0).booking().booking().booker() == Booker.PIPELINE;
        return parts.size() < group.size()
                ? Optional.empty()
                : Optional.of(new Waiter(
                        parts,
                        first.owner(),
                        first.since(),
                        headStarts.of(first.owner(), pipeline),
                        pipeline,
                        first.notBefore(),
                        first.length()));
    }

    private static Instant earliest(Waiter waiter, Instant now) {
        return waiter.notBefore().isAfter(now) ? waiter.notBefore() : now;
    }

    private static TimeSlot horizon(Instant now) {
        return TimeSlot.of(now, FAR.multipliedBy(2));
    }
}
