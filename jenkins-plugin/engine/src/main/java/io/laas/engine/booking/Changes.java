package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.engine.snapshot.SnapshotDesk;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Blueprint;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Names;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.plan.Choice;
import io.laas.model.plan.Place;
import io.laas.model.plan.PlaceChooser;
import io.laas.model.plan.Situation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Changes of bookings that were granted or wait, under the locks of their lab's hosts. */
final class Changes {
    private static final int MAX_MEMBERS = 50;
    private static final int MAX_REASON = 500;

    private final Catalogue catalogue;
    private final VpodWork work;
    private final Starter starter;
    private final WaitList waitList;
    private final Desk desk;

    Changes(Catalogue catalogue, VpodWork work, Starter starter, WaitList waitList) {
        this.catalogue = catalogue;
        this.work = work;
        this.starter = starter;
        this.waitList = waitList;
        this.desk = new Desk(catalogue, starter, waitList);
    }

    static Optional<Refusal> tooManyMembers(int number) {
        return number <= MAX_MEMBERS
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.INVALID,
                        "A booking may have at most %d collaborators, these are %d.".formatted(MAX_MEMBERS, number)));
    }

    Answer<Booking> release(Tx tx, BookingRow row, String reason, Caller caller) {
        String clean = Names.clean(reason, MAX_REASON);
        String told = clean.isEmpty() ? "Released by " + caller.user() : clean;
        return Answer.done(
                new Ender(catalogue, work).end(tx, row, told, caller.actor()).booking());
    }

    Answer<Booking> accept(Tx tx, BookingRow row, Admission admission) {
        if (row.state() != BookingState.SCHEDULED || row.offerUntil().isEmpty()) {
            return wrong(row, "there is no offer to accept");
        }
        if (!tx.now().isBefore(row.offerUntil().get())) {
            return wrong(
                    row,
                    "the offer stood until " + Sentences.time(row.offerUntil().get()));
        }
        Optional<Refusal> no =
                admission.refusal(tx, row.booking().owner(), row.booking().lab());
        if (no.isPresent()) {
            return Answer.refused(no.get());
        }
        new BookingTable(tx)
                .group(row).stream()
                        .filter(r -> r.state() == BookingState.SCHEDULED
                                && r.offerUntil().isPresent())
                        .forEach(r -> taken(tx, r));
        return Answer.done(new BookingTable(tx).get(row.id()).booking());
    }

    private void taken(Tx tx, BookingRow row) {
        BookingRow taken = new Lifecycle(tx).change(row, row.offered(Optional.empty()));
        if (!taken.booking().slot().start().isAfter(tx.now())) {
            starter.start(tx, taken);
        }
    }

    Answer<Booking> move(Tx tx, BookingRow row, Instant newStart, Caller caller, Admission admission) {
        if (row.state() != BookingState.SCHEDULED) {
            return wrong(row, "only bookings that have not started can be moved");
        }
        Optional<Target> target = new Targets(tx, catalogue).of(row.booking(), Optional.empty());
        if (target.isEmpty()) {
            return wrong(row, "its pod or config is no longer configured");
        }
        Instant start = newStart.isAfter(tx.now()) ? newStart : tx.now();
        TimeSlot slot = TimeSlot.of(
                start.truncatedTo(ChronoUnit.MILLIS), row.booking().slot().length());
        Optional<Refusal> no = PolicyRules.impossible(Optional.of(newStart), Optional.empty(), tx.now())
                .or(() -> closed(tx, row, caller, admission))
                .or(() -> beyondHorizon(tx, target.get(), slot, caller));
        return no.isPresent() ? Answer.refused(no.get()) : moved(tx, row, target.get(), slot, caller);
    }

    /** Whoever manages bookings may move those of people whom the lab no longer lets book. */
    private static Optional<Refusal> closed(Tx tx, BookingRow row, Caller caller, Admission admission) {
        return caller.managesBookings()
                ? Optional.empty()
                : admission.refusal(tx, row.booking().owner(), row.booking().lab());
    }

    private static Optional<Refusal> beyondHorizon(Tx tx, Target target, TimeSlot slot, Caller caller) {
        Instant last = tx.now().plus(target.lab().policy().horizon());
        return caller.managesBookings() || !slot.start().isAfter(last)
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.POLICY,
                        "Lab %s takes bookings that start until %s."
                                .formatted(target.lab().id(), Sentences.time(last))));
    }

    private Answer<Booking> moved(Tx tx, BookingRow row, Target target, TimeSlot slot, Caller caller) {
        Situation narrow = new Situations(tx, catalogue)
                .locked(target.lab(), slot.withCleaning(target.lab().policy().cleaning()));
        Situation others = waitList.respecting(tx, target.lab(), narrow).without(row.id());
        Optional<Place> place = PlaceChooser.choose(target.demand(), slot, others);
        if (place.isEmpty()) {
            return Answer.refused(desk.taken(tx, target, slot));
        }
        BookingRow placed = new Grants(tx).place(row, target, new Choice(place.get(), slot));
        BookingRow moved = new Lifecycle(tx).change(row, placed);
        tx.emit(Lifecycle.about(EventType.BOOKING_SCHEDULED, moved.booking(), caller.actor())
                .with("before", row.booking().slot().start()));
        boolean due = !slot.start().isAfter(tx.now());
        return Answer.done((due ? starter.start(tx, moved) : moved).booking());
    }

    Answer<Operation> onMachines(Tx tx, BookingRow row, OperationKind kind) {
        if (row.state() != BookingState.ACTIVE) {
            return wrong(row, "only active bookings have machines to work on");
        }
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        if (vpod.busy()) {
            return busy(tx, vpod);
        }
        VpodRow busy = work.queue(tx, vpod, kind, Optional.of(row.id()));
        return Answer.done(new OperationTable(tx)
                .whole(busy.now().operation().orElseThrow())
                .orElseThrow());
    }

    private static <T> Answer<T> busy(Tx tx, VpodRow vpod) {
        Operation running = new OperationTable(tx)
                .whole(vpod.now().operation().orElseThrow())
                .orElseThrow();
        return Answer.refused(
                RefusalCode.BUSY,
                "Vpod %s has %s %s under way (%d %%). Try again when it is over."
                        .formatted(vpod.id(), running.kind(), running.id(), running.percent()));
    }

    Answer<Snapshot> snapshot(Tx tx, BookingRow row, NewSnapshot wanted, Caller caller) {
        if (row.state() != BookingState.ACTIVE) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Booking %s is %s: only active bookings have machines to save.".formatted(row.id(), row.state()));
        }
        Optional<Lab> lab = catalogue.lab(row.booking().lab());
        if (lab.isEmpty()) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_LAB,
                    "Lab %s is no longer configured, so nothing new is kept there."
                            .formatted(row.booking().lab()));
        }
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        if (vpod.busy()) {
            return busy(tx, vpod);
        }
        SnapshotDesk desk = new SnapshotDesk(tx);
        SnapshotDesk.Source source = source(row, vpod);
        Optional<Refusal> no = desk.refusal(lab.get(), wanted, source, caller);
        return no.isPresent()
                ? Answer.refused(no.get())
                : onMachines(tx, row, OperationKind.SNAPSHOT)
                        .map(o -> desk.add(lab.get(), wanted, source, o.id(), work.controller(), caller));
    }

    private static SnapshotDesk.Source source(BookingRow row, VpodRow vpod) {
        Blueprint plan = vpod.plan();
        Map<String, Image> images = new LinkedHashMap<>();
        plan.pod().nodes().forEach(n -> images.put(n.name(), plan.images().get(n.name())));
        return new SnapshotDesk.Source(row.id(), vpod.id(), vpod.host(), images);
    }

    Answer<Booking> members(Tx tx, BookingRow row, MemberChange change, Caller caller) {
        if (row.state().isFinal() || row.state() == BookingState.CLEANING) {
            return wrong(row, "its members cannot be changed any more");
        }
        Set<UserId> members = new HashSet<>(row.booking().collaborators());
        members.addAll(change.add());
        members.removeAll(change.remove());
        members.remove(row.booking().owner());
        Optional<Refusal> no = tooManyMembers(members.size());
        if (no.isPresent()) {
            return Answer.refused(no.get());
        }
        BookingTable bookings = new BookingTable(tx);
        Set<UserId> before = row.booking().collaborators();
        Set<UserId> added = without(members, before);
        Set<UserId> removed = without(before, members);
        added.forEach(m -> bookings.addMember(row.id(), m));
        removed.forEach(m -> bookings.removeMember(row.id(), m));
        new Lifecycle(tx).change(row, row);
        keysFollow(tx, row);
        Booking changed = bookings.get(row.id()).booking();
        tx.emit(Lifecycle.about(EventType.BOOKING_MEMBERS, changed, caller.actor())
                .with("collaborators", String.join(" ", names(members)))
                .with("added", String.join(" ", names(added)))
                .with("removed", String.join(" ", names(removed))));
        return Answer.done(changed);
    }

    /** Gives the booking to somebody else, whose quota it counts in from then on; access follows. */
    Answer<Booking> handOver(Tx tx, BookingRow row, HandOver wanted, Caller caller, Admission admission) {
        UserId before = row.booking().owner();
        if (row.state().isFinal() || row.state() == BookingState.CLEANING) {
            return wrong(row, "it cannot be handed over any more");
        }
        if (wanted.to().equals(before)) {
            return Answer.done(row.booking());
        }
        Optional<Refusal> no = admission
                .refusal(tx, wanted.to(), row.booking().lab())
                .or(() -> noRoomFor(tx, row, wanted.to(), caller));
        if (no.isPresent()) {
            return Answer.refused(no.get());
        }
        BookingTable bookings = new BookingTable(tx);
        bookings.hand(row, wanted.to());
        new OccupationTable(tx).hand(row.id(), wanted.to());
        new WaitingTable(tx).hand(row.id(), wanted.to());
        bookings.removeMember(row.id(), wanted.to());
        if (wanted.stay()) {
            bookings.addMember(row.id(), before);
        }
        BookingRow handed = bookings.get(row.id());
        keysFollow(tx, handed);
        tx.emit(Lifecycle.about(EventType.BOOKING_HANDED_OVER, handed.booking(), caller.actor())
                .with("from", before));
        return Answer.done(handed.booking());
    }

    private Optional<Refusal> noRoomFor(Tx tx, BookingRow row, UserId to, Caller caller) {
        boolean runs = row.state() == BookingState.PROVISIONING || row.state() == BookingState.ACTIVE;
        return caller.managesBookings()
                ? Optional.empty()
                : catalogue.lab(row.booking().lab()).flatMap(lab -> new Quota(tx).refusal(to, runs, lab));
    }

    /** Returns those of the first who are not among the others, in the order in which rows are changed. */
    private static Set<UserId> without(Set<UserId> some, Set<UserId> others) {
        Set<UserId> rest = new TreeSet<>(Comparator.comparing(UserId::value));
        rest.addAll(some);
        rest.removeAll(others);
        return rest;
    }

    private static Iterable<String> names(Set<UserId> members) {
        return members.stream().map(UserId::value).sorted().toList();
    }

    private void keysFollow(Tx tx, BookingRow row) {
        if (row.state() != BookingState.ACTIVE && row.state() != BookingState.PROVISIONING) {
            return;
        }
        VpodTable vpods = new VpodTable(tx);
        VpodRow vpod = vpods.get(Lifecycle.vpodOf(row));
        VpodRow stale =
                vpod.with(new VpodRow.Hand(vpod.hand().access(), vpod.hand().keysHash(), true));
        vpods.save(stale);
        if (row.state() == BookingState.ACTIVE && !vpod.busy()) {
            work.queue(tx, stale, OperationKind.ACCESS, Optional.of(row.id()));
        }
    }

    private static <T> Answer<T> wrong(BookingRow row, String why) {
        return Answer.refused(RefusalCode.WRONG_STATE, "Booking %s is %s: %s.".formatted(row.id(), row.state(), why));
    }
}
