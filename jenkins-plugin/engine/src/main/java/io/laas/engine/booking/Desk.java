package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.snapshot.BookedImages;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Conflict;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.installer.Values;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import io.laas.model.plan.ConflictFinder;
import io.laas.model.plan.Demand;
import io.laas.model.plan.Place;
import io.laas.model.plan.PlaceChooser;
import io.laas.model.plan.Situation;
import io.laas.model.plan.SlotFinder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides on requests: locks, looks, and grants, queues or refuses, all in one transaction. */
final class Desk {
    private static final int MOST_CONFLICTS = 20;

    private final Catalogue catalogue;
    private final Starter starter;
    private final WaitList waitList;
    private final Approvals approvals;
    private final IdleRoom idle;

    Desk(Catalogue catalogue, Starter starter, WaitList waitList) {
        this.catalogue = catalogue;
        this.starter = starter;
        this.waitList = waitList;
        this.approvals = new Approvals(catalogue);
        this.idle = new IdleRoom(waitList);
    }

    BookingDecision decide(Tx tx, BookingRequest request, Caller caller, Admission admission) {
        Optional<Refusal> impossible = PolicyRules.impossible(request.start(), request.length(), tx.now());
        if (impossible.isPresent()) {
            return new BookingDecision.Refused(impossible.get());
        }
        Answer<List<Target>> found = new Targets(tx, catalogue).find(query(request), request.owner(), caller);
        if (found instanceof Answer.Refused<List<Target>> no) {
            return new BookingDecision.Refused(no.refusal());
        }
        List<Target> targets = ((Answer.Done<List<Target>>) found).value();
        new AccountTable(tx).lock(request.owner());
        new HostTable(tx).lock(targets.stream().flatMap(Desk::hosts).toList());
        Answer<List<Target>> open = admission.open(tx, request.owner(), targets);
        return open instanceof Answer.Refused<List<Target>> no
                ? new BookingDecision.Refused(no.refusal())
                : decide(tx, request, caller, ((Answer.Done<List<Target>>) open).value());
    }

    static java.util.stream.Stream<HostId> hosts(Target target) {
        return target.lab().hosts().stream().map(Host::id);
    }

    static AvailabilityQuery query(BookingRequest r) {
        return new AvailabilityQuery(r.lab(), r.pod(), r.config(), r.vpod(), r.start(), r.length());
    }

    private BookingDecision decide(Tx tx, BookingRequest request, Caller caller, List<Target> targets) {
        Refusal no = null;
        Target queue = null;
        Asking asking = null;
        for (Target target : targets) {
            TimeSlot slot = slot(request, target, tx.now());
            Optional<Refusal> refusal = ruledOut(tx, request, 1, caller, target, slot);
            if (refusal.isPresent()) {
                no = no == null ? refusal.get() : no;
                continue;
            }
            Situation situation = waitList.situation(tx, target.lab(), slot);
            Optional<Place> place = PlaceChooser.choose(target.demand(), slot, situation);
            if (place.isPresent()) {
                Choice choice = new Choice(place.get(), slot);
                List<String> reasons = reasons(tx, request, caller, target, slot);
                if (reasons.isEmpty()) {
                    return grant(tx, request, caller, target, choice);
                }
                asking = asking == null ? new Asking(target, reasons, choice) : asking;
            }
            queue = queue == null ? target : queue;
        }
        if (asking != null) {
            BookingRow asked =
                    asked(tx, request, caller, asking.target(), asking.choice().slot());
            Approvals.Wanted wanted = new Approvals.Wanted(asking.target(), asking.reasons(), request.mayWait());
            return ask(tx, asked, wanted, Optional.of(asking.choice()), caller);
        }
        if (queue == null) {
            return new BookingDecision.Refused(no);
        }
        Target first = queue;
        TimeSlot slot = slot(request, queue, tx.now());
        return request.mayWait()
                ? enqueue(tx, request, caller, queue, slot)
                : takenBack(tx, request, caller, targets)
                        .orElseGet(() -> new BookingDecision.Refused(taken(tx, first, slot)));
    }

    /** Grants a pod that is taken back because nobody uses it, if that can be had without anybody's approval. */
    private Optional<BookingDecision> takenBack(Tx tx, BookingRequest request, Caller caller, List<Target> targets) {
        for (Target target : targets) {
            TimeSlot slot = slot(request, target, tx.now());
            if (ruledOut(tx, request, 1, caller, target, slot).isEmpty()) {
                Optional<IdleRoom.Made> made = idle.make(
                        tx,
                        List.of(List.of(target)),
                        slot,
                        room -> reasons(tx, request, caller, target, room.slot())
                                .isEmpty());
                if (made.isPresent()) {
                    Choice choice = new Choice(
                            made.get().picked().get(0).place(), made.get().slot());
                    return Optional.of(grant(tx, request, caller, target, choice));
                }
            }
        }
        return Optional.empty();
    }

    private BookingDecision ask(
            Tx tx, BookingRow asked, Approvals.Wanted wanted, Optional<Choice> choice, Caller caller) {
        BookingDecision.Asked decision = approvals.ask(tx, asked, wanted, choice);
        approvals.tell(tx, decision, wanted, 1, caller);
        return decision;
    }

    /** What could be had if somebody approved it. */
    private record Asking(Target target, List<String> reasons, Choice choice) {}

    private List<String> reasons(Tx tx, BookingRequest request, Caller caller, Target target, TimeSlot slot) {
        return caller.managesBookings() ? List.of() : approvals.reasons(tx, request.owner(), target, slot, 1);
    }

    static TimeSlot slot(BookingRequest request, Target target, Instant now) {
        Instant start = request.start().filter(s -> s.isAfter(now)).orElse(now);
        Duration length = PolicyRules.length(
                request.length(), request.booker(), target.lab().policy());
        return TimeSlot.of(start.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), length);
    }

    /**
     * Returns why the target cannot be had in the slot whatever is free there.
     *
     * @param pods how many bookings are asked for at once
     */
    Optional<Refusal> ruledOut(Tx tx, BookingRequest request, int pods, Caller caller, Target target, TimeSlot slot) {
        Optional<Refusal> tooLarge =
                target.tooLarge().map(m -> Refusal.of(RefusalCode.TOO_LARGE, m)).or(() -> unanswered(request, target));
        if (tooLarge.isPresent() || caller.managesBookings()) {
            return tooLarge;
        }
        boolean startsNow = !slot.start().isAfter(tx.now());
        return PolicyRules.refusal(request, slot, tx.now(), target.lab())
                .or(() -> new Quota(tx).refusal(request.owner(), startsNow, pods, target.lab()));
    }

    /** The lab's questions stand for managers too: its tasks rely on the answers. */
    private Optional<Refusal> unanswered(BookingRequest request, Target target) {
        List<String> problems = answers(request, target).problems();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(RefusalCode.INVALID, String.join(" ", problems)));
    }

    private Values answers(BookingRequest request, Target target) {
        return Values.of(
                "lab " + target.lab().id(),
                catalogue.workflows().questions(target.lab().id()),
                request.answers());
    }

    private BookingDecision grant(Tx tx, BookingRequest request, Caller caller, Target target, Choice choice) {
        BookingRow asked = asked(tx, request, caller, target, choice.slot());
        return new BookingDecision.Granted(
                granted(tx, asked, target, choice, caller).booking());
    }

    /** Grants what was chosen to a booking that is asked for, and starts it if its start has come. */
    BookingRow granted(Tx tx, BookingRow asked, Target target, Choice choice, Caller caller) {
        BookingRow placed = new Grants(tx).place(asked, target, choice).in(BookingState.SCHEDULED);
        BookingRow granted = new Lifecycle(tx).become(asked, placed, caller.actor());
        boolean due = !choice.slot().start().isAfter(tx.now());
        return due ? starter.start(tx, granted) : granted;
    }

    private BookingDecision enqueue(Tx tx, BookingRequest request, Caller caller, Target target, TimeSlot slot) {
        BookingRow asked = asked(tx, request, caller, target, slot);
        List<String> reasons = reasons(tx, request, caller, target, slot);
        if (!reasons.isEmpty()) {
            return ask(tx, asked, new Approvals.Wanted(target, reasons, true), Optional.empty(), caller);
        }
        Booking booking = queued(tx, asked, target, caller).booking();
        WaitPlace place = waitList.places(tx, target.lab()).get(booking.id());
        return new BookingDecision.Waiting(booking, place.position(), place.expected());
    }

    /** Puts a booking that is asked for into the queue. */
    static BookingRow queued(Tx tx, BookingRow asked, Target target, Caller caller) {
        new WaitingTable(tx)
                .insert(new WaitingTable.WaitingRow(
                        asked.id(),
                        target.lab().id(),
                        asked.booking().owner(),
                        target.vpod(),
                        asked.booking().createdAt(),
                        asked.booking().slot().start(),
                        asked.booking().slot().length()));
        return new Lifecycle(tx).become(asked, asked.in(BookingState.WAITING), caller.actor());
    }

    BookingRow asked(Tx tx, BookingRequest request, Caller caller, Target target, TimeSlot slot) {
        NewBooking order = new NewBooking(
                target.lab().id(),
                target.pod().id(),
                target.config().id(),
                target.versions(),
                slot,
                request,
                caller.actor().channel());
        BookingRow row = new BookingTable(tx).insert(order, BookingState.REQUESTED);
        new AnswerTable(tx).insert(row.id(), answers(request, target).all());
        new BookedImages(tx).keep(row.id(), target.images());
        tx.emit(Lifecycle.about(io.laas.model.event.EventType.BOOKING_REQUESTED, row.booking(), caller.actor()));
        return row;
    }

    /** Returns the refusal of a slot in which nothing is free, with the next one that is. */
    Refusal taken(Tx tx, Target target, TimeSlot slot) {
        Situation whole = far(tx, target.lab(), slot);
        List<Conflict> conflicts = conflicts(target.demand(), slot, whole);
        Optional<TimeSlot> next = nextFree(target, slot, whole);
        String message = "Pod %s is not free in lab %s from %s. %s %s"
                .formatted(
                        target.pod().id(),
                        target.lab().id(),
                        Sentences.slot(slot),
                        Sentences.of(conflicts),
                        Sentences.nextFree(next, slot.length()));
        return new Refusal(RefusalCode.POD_TAKEN, message, conflicts, next, Optional.empty());
    }

    Availability availability(Tx tx, Target target, TimeSlot slot) {
        Situation whole = far(tx, target.lab(), slot);
        boolean free = PlaceChooser.choose(target.demand(), slot, whole).isPresent();
        List<Conflict> conflicts = free ? List.of() : conflicts(target.demand(), slot, whole);
        return new Availability(
                target.lab().id(),
                free,
                slot,
                free ? Optional.of(slot) : nextFree(target, slot, whole),
                conflicts,
                conflicts.stream().map(Sentences::of).toList());
    }

    /** Returns how things stand from the slot's start to the end of the lab's horizon, for those whose turn it is not yet. */
    Situation far(Tx tx, Lab lab, TimeSlot slot) {
        return waitList.respecting(tx, lab, wide(tx, lab, slot));
    }

    private Situation wide(Tx tx, Lab lab, TimeSlot slot) {
        Duration far = lab.policy().horizon().plus(slot.length());
        return new Situations(tx, catalogue)
                .read(
                        lab,
                        TimeSlot.of(slot.start(), far.plus(slot.length()))
                                .withCleaning(lab.policy().cleaning()));
    }

    private static Optional<TimeSlot> nextFree(Target target, TimeSlot slot, Situation whole) {
        TimeSlot starts = TimeSlot.of(slot.start(), target.lab().policy().horizon());
        return SlotFinder.nextFree(target.demand(), slot.length(), starts, whole)
                .map(Choice::slot);
    }

    static List<Conflict> conflicts(Demand demand, TimeSlot slot, Situation situation) {
        Set<Conflict> all = new LinkedHashSet<>();
        demand.places().forEach(p -> all.addAll(ConflictFinder.find(p, slot, demand, situation)));
        all.addAll(holders(all, slot.withCleaning(demand.cleaning()), situation));
        List<Conflict> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(c -> c.slot().start()));
        return sorted.stream().limit(MOST_CONFLICTS).toList();
    }

    /** Returns who has the room that hosts lack, and until when. */
    private static List<Conflict> holders(Set<Conflict> conflicts, TimeSlot whole, Situation situation) {
        Set<HostId> full = conflicts.stream()
                .filter(Conflict.NoCapacity.class::isInstance)
                .map(c -> ((Conflict.NoCapacity) c).host())
                .collect(java.util.stream.Collectors.toSet());
        return situation.occupations().stream()
                .filter(o ->
                        full.contains(o.host()) && !o.onStatic() && o.slot().overlaps(whole))
                .map(o -> (Conflict) new Conflict.Booked(o.vpod(), o.booking(), o.owner(), o.slot()))
                .toList();
    }
}
