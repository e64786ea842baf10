package io.laas.engine.privacy;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.model.Actor;
import io.laas.model.LabId;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts {@link io.laas.model.UserId#FORGOTTEN} in the place of people in bookings and events that are older than the lab's policy
 * keeps people, and takes out what they wrote. Rows stay, so that history and statistics do; nobody can find out afterwards who it
 * was. Works through history in small transactions and remembers how far it has come. Thread-safe.
 */
public final class Forgetter {
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;

    private final Store store;
    private final Catalogue catalogue;

    public Forgetter(Store store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** Forgets what is due, at most some thousand bookings and events of each lab at a time; the rest has its turn at the next. */
    public void routine() {
        List<Lab> labs = catalogue.labs();
        labs.forEach(lab -> kept(lab).ifPresent(time -> forget(lab.id(), time)));
        ofNoLab(labs).ifPresent(time -> repeat(() -> events(Optional.empty(), time)));
    }

    private static Optional<Duration> kept(Lab lab) {
        return Optional.of(lab.policy()).flatMap(Policy::forgetPeople);
    }

    /** What happened in no lab, such as a new ssh key, is kept as long as in the lab that keeps people longest. */
    private static Optional<Duration> ofNoLab(List<Lab> labs) {
        return labs.stream().allMatch(lab -> kept(lab).isPresent())
                ? labs.stream().flatMap(lab -> kept(lab).stream()).max(Duration::compareTo)
                : Optional.empty();
    }

    private void forget(LabId lab, Duration time) {
        repeat(() -> bookings(lab, time));
        repeat(() -> events(Optional.of(lab), time));
        store.write(tx -> {
            new ForgottenTable(tx).forgetOthers(lab, tx.now().minus(time));
            return lab;
        });
    }

    private interface Batch {
        /** Does some of it and returns whether there may be more. */
        boolean done();
    }

    private static void repeat(Batch batch) {
        int left = MOST_BATCHES;
        while (left > 0 && batch.done()) {
            left--;
        }
    }

    private boolean bookings(LabId lab, Duration time) {
        return store.write(tx -> {
            ForgottenTable table = new ForgottenTable(tx);
            Instant until = tx.now().minus(time);
            Reached reached = table.reached(Optional.of(lab));
            List<EndedBooking> due = table.ended(lab, reached.ended(), until, BATCH);
            due.forEach(booking -> {
                table.forget(booking.id());
                table.ofBooking(booking.id()).forEach(event -> forget(table, event));
            });
            boolean more = due.size() == BATCH;
            Instant end = more ? due.get(due.size() - 1).at() : until;
            table.reach(Optional.of(lab), reached.endedBefore(end));
            if (!due.isEmpty()) {
                tx.emit(EventDraft.of(EventType.PEOPLE_FORGOTTEN, Actor.SYSTEM)
                        .in(lab)
                        .with("bookings", due.size()));
            }
            return more;
        });
    }

    private boolean events(Optional<LabId> lab, Duration time) {
        return store.write(tx -> {
            ForgottenTable table = new ForgottenTable(tx);
            Instant until = tx.now().minus(time);
            Reached reached = table.reached(lab);
            List<Event> read = table.after(reached.event(), BATCH);
            List<Event> old =
                    read.stream().takeWhile(e -> e.at().isBefore(until)).toList();
            old.stream()
                    .filter(e -> e.lab().equals(lab))
                    .filter(e -> e.booking().map(table::isForgotten).orElse(true))
                    .forEach(e -> forget(table, e));
            if (!old.isEmpty()) {
                table.reach(lab, reached.event(old.get(old.size() - 1).sequence()));
            }
            return old.size() == BATCH;
        });
    }

    private static void forget(ForgottenTable table, Event event) {
        Event without = Impersonal.of(event);
        if (!without.equals(event)) {
            table.change(without);
        }
    }
}
