package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Names;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.plan.Choice;
import io.laas.model.plan.Place;
import io.laas.model.plan.PlaceChooser;
import io.laas.model.plan.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides about bookings that need approval. Those who manage bookings may, and those whom the lab's policy names; never about their own.
 * Thread-safe; each decision is one transaction that looks for a place anew.
 */
public final class ApprovalService {
    private static final int MAX_REMARK = 500;
    private static final Kept<Booking> BOOKING = Kept.by(
            Booking::id,
            (tx, id) -> new BookingTable(tx).get(BookingId.parse(id)).booking());

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final Approvals approvals;
    private final Views views;
    private final Desk desk;
    private final Starter starter;
    private final WaitList waitList;
    private final Ender ender;

    public ApprovalService(Store store, Catalogue catalogue, VpodWork work, Starter starter, WaitList waitList) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.approvals = new Approvals(catalogue);
        this.views = new Views(catalogue, waitList);
        this.desk = new Desk(catalogue, starter, waitList);
        this.starter = starter;
        this.waitList = waitList;
        this.ender = new Ender(catalogue, work);
    }

    /** Lists the bookings that wait for approval and that the caller may decide about, the most urgent first. */
    public List<BookingView> open(Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return List.of();
        }
        return store.read(tx -> {
            List<BookingRow> rows = new ApprovalTable(tx)
                    .open().stream()
                            .map(a -> new BookingTable(tx).get(a.booking()))
                            .filter(row -> approvals.mayDecide(tx, row.booking(), caller))
                            .toList();
            return views.of(tx, rows, caller);
        });
    }

    /** Approves a booking: it is granted, or stands in the queue as it asked to. Refused if nothing is free and it may not wait. */
    public Answer<Booking> approve(BookingId id, String remark, Caller caller) {
        return once.write(
                caller,
                BOOKING,
                tx -> open(tx, id, "approving", caller)
                        .then(open ->
                                audited(tx, "approving " + id, caller, approved(tx, open, clean(remark), caller))));
    }

    /** Denies a booking, which is given up; its owner is told why. */
    public Answer<Booking> deny(BookingId id, String remark, Caller caller) {
        return once.write(
                caller,
                BOOKING,
                tx -> open(tx, id, "denying", caller).map(open -> denied(tx, open, clean(remark), caller)));
    }

    private static String clean(String remark) {
        return Names.clean(remark, MAX_REMARK);
    }

    /** What is to be decided. */
    private record Open(BookingRow row, ApprovalRow approval) {}

    private Answer<Open> open(Tx tx, BookingId id, String what, Caller caller) {
        BookingTable bookings = new BookingTable(tx);
        Optional<BookingRow> found = bookings.find(id);
        if (found.isEmpty()) {
            return Audit.refuse(tx, caller, what + " " + id, RefusalCode.UNKNOWN_BOOKING, Access.unknown(id));
        }
        Booking booking = found.get().booking();
        if (!caller.has(Right.VIEW)) {
            return Audit.forbid(tx, caller, what + " " + id, Right.VIEW);
        }
        if (!approvals.mayDecide(tx, booking, caller)) {
            return Audit.refuse(
                    tx,
                    caller,
                    what + " " + id,
                    RefusalCode.FORBIDDEN,
                    booking.isMember(caller.user())
                            ? "Nobody decides about their own booking; somebody else has to look at %s.".formatted(id)
                            : "%s does not approve bookings of lab %s. Ask %s."
                                    .formatted(caller.user(), booking.lab(), contact(booking)));
        }
        new HostTable(tx).lockLab(booking.lab(), booking.host());
        BookingRow row = bookings.get(id);
        Optional<ApprovalRow> approval = new ApprovalTable(tx).find(id).filter(a -> a.state() == ApprovalState.OPEN);
        return approval.isPresent() && row.state() == BookingState.REQUESTED
                ? Answer.done(new Open(row, approval.get()))
                : Audit.refuse(tx, caller, what + " " + id, RefusalCode.WRONG_STATE, settled(tx, row));
    }

    private String contact(Booking booking) {
        return catalogue.lab(booking.lab()).map(PolicyRules::contact).orElse("an admin");
    }

    private static String settled(Tx tx, BookingRow row) {
        String how = new ApprovalTable(tx)
                .find(row.id())
                .map(a -> a.decision()
                        .map(d -> "%s has %s it already"
                                .formatted(d.by(), a.state() == ApprovalState.GIVEN ? "approved" : "denied"))
                        .orElse("it was given up before anybody decided"))
                .orElse("it needs no approval");
        return "Booking %s is %s: %s.".formatted(row.id(), row.state(), how);
    }

    private static Answer<Booking> audited(Tx tx, String what, Caller caller, Answer<Booking> answer) {
        return answer instanceof Answer.Refused<Booking> no ? Audit.refuse(tx, caller, what, no.refusal()) : answer;
    }

    private Answer<Booking> approved(Tx tx, Open open, String remark, Caller caller) {
        BookingRow row = open.row();
        Optional<Target> target =
                new Targets(tx, catalogue).of(row.booking(), open.approval().vpod());
        if (target.isEmpty()) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Booking %s cannot be granted: its pod or config is no longer configured. Deny it, or put them back."
                            .formatted(row.id()));
        }
        Optional<Choice> choice = choice(tx, open, target.get());
        if (choice.isEmpty() && !open.approval().mayWait()) {
            return Answer.refused(desk.taken(tx, target.get(), wholeSlot(tx, row)));
        }
        new ApprovalTable(tx).decide(row.id(), ApprovalState.GIVEN, caller.user(), remark);
        tx.emit(Lifecycle.about(EventType.APPROVAL_GIVEN, row.booking(), caller.actor())
                .with("remark", remark));
        return Answer.done(choice.map(c -> granted(tx, row, target.get(), c, caller))
                .orElseGet(() -> queued(tx, row, target.get(), caller))
                .booking());
    }

    private static TimeSlot wholeSlot(Tx tx, BookingRow row) {
        TimeSlot asked = row.booking().slot();
        Instant start = asked.start().isAfter(tx.now()) ? asked.start() : tx.now();
        return TimeSlot.of(start, asked.length());
    }

    /** Returns where it can be for the whole length asked for; if it has kept a place, for what is left of its time there otherwise. */
    private Optional<Choice> choice(Tx tx, Open open, Target target) {
        TimeSlot whole = wholeSlot(tx, open.row());
        Situation others = others(tx, open.row(), target, whole);
        Optional<Choice> found =
                PlaceChooser.choose(target.demand(), whole, others).map(p -> new Choice(p, whole));
        Instant end = open.row().booking().slot().end();
        if (found.isPresent() || !open.approval().holds() || !end.isAfter(whole.start())) {
            return found;
        }
        TimeSlot rest = new TimeSlot(whole.start(), end);
        Optional<Place> place = PlaceChooser.choose(target.demand(), rest, others);
        return place.map(p -> new Choice(p, rest));
    }

    private Situation others(Tx tx, BookingRow row, Target target, TimeSlot slot) {
        Situation narrow = new Situations(tx, catalogue)
                .locked(target.lab(), slot.withCleaning(target.lab().policy().cleaning()));
        return waitList.respecting(tx, target.lab(), narrow).without(row.id());
    }

    private BookingRow granted(Tx tx, BookingRow row, Target target, Choice choice, Caller caller) {
        BookingRow placed = new Grants(tx).place(row, target, choice).in(BookingState.SCHEDULED);
        BookingRow granted = new Lifecycle(tx).become(row, placed, caller.actor());
        return choice.slot().start().isAfter(tx.now()) ? granted : starter.start(tx, granted);
    }

    private BookingRow queued(Tx tx, BookingRow row, Target target, Caller caller) {
        new Grants(tx).leave(row);
        TimeSlot slot = wholeSlot(tx, row);
        new WaitingTable(tx)
                .insert(new WaitingTable.WaitingRow(
                        row.id(),
                        target.lab().id(),
                        row.booking().owner(),
                        target.vpod(),
                        row.booking().createdAt(),
                        slot.start(),
                        slot.length()));
        return new Lifecycle(tx).become(row, row.over(slot).in(BookingState.WAITING), caller.actor());
    }

    private Booking denied(Tx tx, Open open, String remark, Caller caller) {
        BookingRow row = open.row();
        new ApprovalTable(tx).decide(row.id(), ApprovalState.DENIED, caller.user(), remark);
        tx.emit(Lifecycle.about(EventType.APPROVAL_DENIED, row.booking(), caller.actor())
                .with("remark", remark));
        tx.afterCommit(waitList::serve);
        String why = "Denied by %s%s".formatted(caller.user(), remark.isEmpty() ? "." : ": " + remark);
        return ender.end(tx, row, why, caller.actor()).booking();
    }

    /** Gives up a booking about which nobody decided in time. */
    static void expire(Tx tx, BookingRow row, Ender ender) {
        Optional<ApprovalRow> due = new ApprovalTable(tx)
                .find(row.id())
                .filter(a -> a.state() == ApprovalState.OPEN && !a.until().isAfter(tx.now()));
        due.ifPresent(a ->
                ender.end(tx, row, "Nobody approved it by %s.".formatted(Sentences.time(a.until())), Actor.SYSTEM));
    }
}
