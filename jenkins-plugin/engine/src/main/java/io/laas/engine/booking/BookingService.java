package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.Page;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.design.Design;
import io.laas.engine.installer.Installers;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.port.PodOperations;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.engine.snapshot.SnapshotDesk;
import io.laas.engine.snapshot.SnapshotService;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationKind;
import io.laas.model.pod.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything callers do with bookings. Thread-safe; each change is one transaction. Who may do what is decided here, for every
 * face alike: VIEW to see; BOOK, EXTEND or RESET and membership to act on a booking; MANAGE_BOOKINGS for every booking.
 */
public final class BookingService {
    private static final Kept<Booking> BOOKING =
            Kept.by(Booking::id, (tx, id) -> row(tx, id).booking());
    private static final Kept<Operation> OPERATION = Kept.by(
            Operation::id,
            (tx, id) -> new OperationTable(tx).whole(OperationId.parse(id)).orElseThrow());

    private final Store store;
    private final Once once;
    private final Desk desk;
    private final Extensions extensions;
    private final Changes changes;
    private final Views views;
    private final Catalogue catalogue;
    private final WaitList waitList;
    private final InstallService installs;
    private final VpodWork work;
    private final Admissions admissions;

    public BookingService(
            Store store,
            Catalogue catalogue,
            VpodWork work,
            Starter starter,
            WaitList waitList,
            Installers installers) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.waitList = waitList;
        this.admissions = waitList.admissions();
        this.desk = new Desk(catalogue, starter, waitList);
        this.extensions = new Extensions(catalogue, waitList);
        this.changes = new Changes(catalogue, work, starter, waitList);
        this.views = new Views(catalogue, waitList);
        this.work = work;
        this.installs = new InstallService(store, installers, changes);
    }

    /** Books; under an idempotency key, the answer to the same request is how the booking made first stands. */
    public BookingDecision book(BookingRequest request, Caller caller) {
        Admission admission = admissions.of(caller, List.of(request.owner()));
        Kept<BookingDecision> kept = Kept.by(BookingService::bookingOf, (tx, id) -> again(tx, row(tx, id)));
        Answer<BookingDecision> answer = once.write(caller, kept, tx -> decided(tx, request, caller, admission));
        return answer instanceof Answer.Refused<BookingDecision> no
                ? new BookingDecision.Refused(no.refusal())
                : ((Answer.Done<BookingDecision>) answer).value();
    }

    private static BookingRow row(Tx tx, String id) {
        return new BookingTable(tx).get(BookingId.parse(id));
    }

    private Answer<BookingDecision> decided(Tx tx, BookingRequest request, Caller caller, Admission admission) {
        if (!caller.has(Right.BOOK)) {
            return Audit.forbid(tx, caller, "booking", Right.BOOK);
        }
        if (!request.owner().equals(caller.user()) && !caller.managesBookings()) {
            return Audit.forbid(tx, caller, "booking for " + request.owner(), Right.MANAGE_BOOKINGS);
        }
        Optional<Refusal> members =
                Changes.tooManyMembers(request.collaborators().size());
        BookingDecision decision = members.isPresent()
                ? new BookingDecision.Refused(members.get())
                : desk.decide(tx, request, caller, admission);
        return decision instanceof BookingDecision.Refused no
                ? Audit.refuse(tx, caller, "booking pod " + request.pod(), no.refusal())
                : Answer.done(decision);
    }

    private BookingDecision again(Tx tx, BookingRow row) {
        if (row.state() == BookingState.REQUESTED) {
            return new BookingDecision.Asked(
                    row.booking(),
                    new ApprovalTable(tx).find(row.id()).orElseThrow().until());
        }
        if (row.state() != BookingState.WAITING) {
            return new BookingDecision.Granted(row.booking());
        }
        WaitPlace place = views.place(tx, row).orElse(new WaitPlace(1, Optional.empty()));
        return new BookingDecision.Waiting(row.booking(), place.position(), place.expected());
    }

    private static BookingId bookingOf(BookingDecision decision) {
        if (decision instanceof BookingDecision.Asked asked) {
            return asked.booking().id();
        }
        return decision instanceof BookingDecision.Granted granted
                ? granted.booking().id()
                : ((BookingDecision.Waiting) decision).booking().id();
    }

    /** Extends a running booking; the refusal says until when at most and what stands in the way. */
    public Answer<Booking> extend(BookingId id, Extension extension, Caller caller) {
        Admission admission = admissions.about(id, caller);
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "extending",
                                Access.Level.MEMBER,
                                Right.EXTEND,
                                row -> extensions.extend(tx, row, extension, caller, admission)));
    }

    /** Moves a booking that has not started to another start, on whatever place is free then. */
    public Answer<Booking> move(BookingId id, Instant newStart, Caller caller) {
        Admission admission = admissions.about(id, caller);
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "moving",
                                Access.Level.MEMBER,
                                Right.BOOK,
                                row -> changes.move(tx, row, newStart, caller, admission)));
    }

    /** Takes up an offer made from the wait list. */
    public Answer<Booking> accept(BookingId id, Caller caller) {
        Admission admission = admissions.about(id, caller);
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "accepting",
                                Access.Level.MEMBER,
                                Right.BOOK,
                                row -> changes.accept(tx, row, admission)));
    }

    /** Gives a booking back, in whatever state it is; final states stay as they are. */
    public Answer<Booking> release(BookingId id, String reason, Caller caller) {
        return once.write(caller, BOOKING, tx -> {
            tx.afterCommit(waitList::serve);
            return new Access(tx, caller)
                    .to(
                            id,
                            "releasing",
                            Access.Level.OWNER,
                            Right.BOOK,
                            row -> changes.release(tx, row, reason, caller));
        });
    }

    /** Brings the machines of an active booking back to their known state. */
    public Answer<Operation> reset(BookingId id, Caller caller) {
        return onMachines(id, "resetting", OperationKind.RESET, caller);
    }

    /** Returns who works on single machines of bookings and looks at them. */
    public MachineService machines(PodOperations hosts) {
        return new MachineService(store, changes, work, hosts);
    }

    /** Returns who installs things on the machines of bookings. */
    public InstallService installs() {
        return installs;
    }

    /** Looks whether the machines of an active booking answer. */
    public Answer<Operation> check(BookingId id, Caller caller) {
        return onMachines(id, "checking", OperationKind.CHECK, caller);
    }

    /** Has the disks of machines of an active booking saved; the snapshot is the caller's. */
    public Answer<Snapshot> snapshot(BookingId id, NewSnapshot wanted, Caller caller) {
        return once.write(caller, SnapshotService.kept(), tx -> {
            new SnapshotDesk(tx).lock(caller);
            return new Access(tx, caller)
                    .to(
                            id,
                            "taking a snapshot of",
                            Access.Level.MEMBER,
                            Right.BOOK,
                            row -> changes.snapshot(tx, row, wanted, caller));
        });
    }

    private Answer<Operation> onMachines(BookingId id, String what, OperationKind kind, Caller caller) {
        return once.write(
                caller,
                OPERATION,
                tx -> new Access(tx, caller)
                        .to(id, what, Access.Level.MEMBER, Right.RESET, row -> changes.onMachines(tx, row, kind)));
    }

    /** Adds and removes collaborators; access follows. Collaborators may remove themselves. */
    public Answer<Booking> members(BookingId id, MemberChange change, Caller caller) {
        boolean leaving = change.add().isEmpty() && change.remove().equals(Set.of(caller.user()));
        Access.Level level = leaving ? Access.Level.MEMBER : Access.Level.OWNER;
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "changing the members of",
                                level,
                                Right.BOOK,
                                row -> changes.members(tx, row, change, caller)));
    }

    /** Gives a booking to somebody else who has used LaaS before; the owner may do so, and managers. */
    public Answer<Booking> handOver(BookingId id, HandOver wanted, Caller caller) {
        Admission admission = admissions.of(caller, List.of(wanted.to()));
        return once.write(caller, BOOKING, tx -> {
            if (new AccountTable(tx).find(wanted.to()).isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "handing over " + id,
                        RefusalCode.INVALID,
                        "Nobody called %s has used LaaS here yet. Look at the name, or let them log in once."
                                .formatted(wanted.to()));
            }
            new AccountTable(tx).lock(wanted.to());
            return new Access(tx, caller)
                    .to(
                            id,
                            "handing over",
                            Access.Level.OWNER,
                            Right.BOOK,
                            row -> changes.handOver(tx, row, wanted, caller, admission));
        });
    }

    /** Tells what was answered to the lab's questions, by question; to members of the booking and managers. */
    public Answer<Map<String, String>> answers(BookingId id, Caller caller) {
        return store.read(tx -> seen(tx, id, caller)
                .then(row -> caller.managesBookings() || row.booking().isMember(caller.user())
                        ? Answer.done(new AnswerTable(tx).of(id))
                        : Answer.refused(
                                RefusalCode.FORBIDDEN,
                                "Booking %s belongs to %s; its owner, a collaborator or the right MANAGE_BOOKINGS is needed to see its answers."
                                        .formatted(id, row.booking().owner()))));
    }

    /** Tells how far a booking could be extended now. */
    public Answer<ExtensionLimit> extension(BookingId id, Caller caller) {
        Admission admission = admissions.toLookAt(id, caller);
        return store.read(tx -> seen(tx, id, caller).map(row -> extensions.limit(tx, row, caller, admission)));
    }

    /**
     * Lists the configs that go onto the machines of a pod, of those that the caller can book: their images are there, and no disk
     * is smaller than its image.
     *
     * @param lab where the pod is; empty: in any lab that has it
     */
    public Answer<List<Design<Config>>> configsFor(Optional<LabId> lab, PodId pod, Caller caller) {
        return caller.has(Right.VIEW)
                ? store.read(tx -> new Targets(tx, catalogue).fitting(lab, pod, caller))
                : Answer.refused(RefusalCode.FORBIDDEN, "Seeing configs needs the right VIEW.");
    }

    /** Tells when a pod that the caller may book can be had, where the caller may book. */
    public Answer<Availability> availability(AvailabilityQuery query, Caller caller) {
        Admission admission = admissions.toLook(caller);
        return store.read(tx -> {
            Optional<Refusal> no = PolicyRules.impossible(query.start(), query.length(), tx.now());
            return no.isPresent()
                    ? Answer.<Availability>refused(no.get())
                    : new Targets(tx, catalogue)
                            .find(query, caller.user(), caller)
                            .then(targets -> admission.open(tx, caller.user(), targets))
                            .map(targets -> best(tx, targets, query));
        });
    }

    private Availability best(Tx tx, List<Target> targets, AvailabilityQuery query) {
        Availability best = null;
        for (Target target : targets) {
            Duration length = query.length().orElse(target.lab().policy().defaultLength());
            Instant start = query.start().filter(s -> s.isAfter(tx.now())).orElse(tx.now());
            Availability one = desk.availability(tx, target, TimeSlot.of(start, length));
            if (best == null || earlier(one, best)) {
                best = one;
            }
        }
        return best;
    }

    private static boolean earlier(Availability one, Availability other) {
        return one.nextFree()
                .filter(s -> other.nextFree()
                        .filter(o -> !s.start().isBefore(o.start()))
                        .isEmpty())
                .isPresent();
    }

    /** Returns a booking as the caller may see it. */
    public Answer<BookingView> find(BookingId id, Caller caller) {
        return store.read(tx -> seen(tx, id, caller)
                .map(row -> views.of(tx, List.of(row), caller).get(0)));
    }

    /**
     * Returns those of the bookings that there are, in two queries however many they are; nothing without the right VIEW. For whoever
     * waits for bookings to change.
     */
    public Map<BookingId, Booking> find(Set<BookingId> ids, Caller caller) {
        if (ids.isEmpty() || !caller.has(Right.VIEW)) {
            return Map.of();
        }
        return store.read(tx ->
                new BookingTable(tx).find(ids).stream().collect(Collectors.toMap(BookingRow::id, BookingRow::booking)));
    }

    /** Lists the bookings alone, newest first, without what else is known of them; nothing without the right VIEW. */
    public List<Booking> brief(BookingFilter filter, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return List.of();
        }
        return store.read(tx -> new BookingList(tx)
                .find(filter).stream()
                        .limit(filter.limit())
                        .map(BookingRow::booking)
                        .toList());
    }

    /** Returns how many bookings are in each state that is not final; 0 is left out. */
    public Map<BookingState, Long> unfinished() {
        return store.read(tx -> new BookingTable(tx).count(BookingState.UNFINISHED));
    }

    /** Lists bookings, newest first; nothing without the right VIEW. */
    public Page<BookingView> list(BookingFilter filter, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return new Page<>(List.of(), Optional.empty());
        }
        return store.read(tx -> {
            List<BookingRow> rows = new BookingList(tx).find(filter);
            boolean more = rows.size() > filter.limit();
            List<BookingRow> shown = more ? rows.subList(0, filter.limit()) : rows;
            Optional<String> next =
                    more ? Optional.of(shown.get(shown.size() - 1).id().toString()) : Optional.empty();
            return new Page<>(views.of(tx, shown, caller), next);
        });
    }

    /** Who speaks for others has to know whom a booking concerns; how to get in is not among it. */
    private static Answer<BookingRow> seen(Tx tx, BookingId id, Caller caller) {
        if (!caller.has(Right.VIEW) && !caller.has(Right.ACT_FOR)) {
            return Answer.refused(RefusalCode.FORBIDDEN, "Seeing bookings needs the right VIEW.");
        }
        return new BookingTable(tx)
                .find(id)
                .map(Answer::done)
                .orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_BOOKING, Access.unknown(id)));
    }
}
