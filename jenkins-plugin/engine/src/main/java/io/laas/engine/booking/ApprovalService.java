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
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import io.laas.model.plan.GroupChooser;
import io.laas.model.plan.Situation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final WaitList waitList;
    private final Admissions admissions;
    private final Ender ender;

    public ApprovalService(Store store, Catalogue catalogue, VpodWork work, Starter starter, WaitList waitList) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.approvals = new Approvals(catalogue);
        this.views = new Views(catalogue, waitList);
        this.desk = new Desk(catalogue, starter, waitList);
        this.waitList = waitList;
        this.admissions = waitList.admissions();
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

    /**
     * Approves a booking, and with it those that were asked for together with it: they are granted, or stand in the queue as they asked to.
     * Refused if nothing is free and they may not wait.
     */
    public Answer<Booking> approve(BookingId id, String remark, Caller caller) {
        Admission admission = admissions.about(id, caller);
        return once.write(
                caller,
                BOOKING,
                tx -> open(tx, id, "approving", caller)
                        .then(open -> audited(
                                tx, "approving " + id, caller, approved(tx, open, clean(remark), caller, admission))));
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

    /**
     * What is to be decided: a booking, and with it all that were asked for together with it.
     *
     * @param row the one that was named
     */
    private record Open(BookingRow row, ApprovalRow approval, List<BookingRow> all) {}

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
                ? Answer.done(new Open(row, approval.get(), undecided(tx, row)))
                : Audit.refuse(tx, caller, what + " " + id, RefusalCode.WRONG_STATE, settled(tx, row));
    }

    private static List<BookingRow> undecided(Tx tx, BookingRow row) {
        return new BookingTable(tx)
                .group(row).stream()
                        .filter(r -> r.state() == BookingState.REQUESTED)
                        .toList();
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

    private Answer<Booking> approved(Tx tx, Open open, String remark, Caller caller, Admission admission) {
        Map<BookingId, Target> targets = new LinkedHashMap<>();
        for (BookingRow row : open.all()) {
            Optional<Refusal> no =
                    admission.refusal(tx, row.booking().owner(), row.booking().lab());
            if (no.isPresent()) {
                return Answer.refused(no.get());
            }
            Optional<Target> target = target(tx, row);
            if (target.isEmpty()) {
                return Answer.refused(
                        RefusalCode.WRONG_STATE,
                        "Booking %s cannot be granted: its pod or config is no longer configured. Deny it, or put them back."
                                .formatted(row.id()));
            }
            targets.put(row.id(), target.get());
        }
        List<Choice> choices = choices(tx, open, List.copyOf(targets.values()));
        if (choices.isEmpty() && !open.approval().mayWait()) {
            return Answer.refused(desk.taken(tx, targets.get(open.row().id()), wholeSlot(tx, open.row())));
        }
        for (int i = 0; i < open.all().size(); i++) {
            BookingRow row = open.all().get(i);
            new ApprovalTable(tx).decide(row.id(), ApprovalState.GIVEN, caller.user(), remark);
            tx.emit(Lifecycle.about(EventType.APPROVAL_GIVEN, row.booking(), caller.actor())
                    .with("remark", remark));
            if (choices.isEmpty()) {
                queued(tx, row, targets.get(row.id()), caller);
            } else {
                desk.granted(tx, row, targets.get(row.id()), choices.get(i), caller);
            }
        }
        return Answer.done(new BookingTable(tx).get(open.row().id()).booking());
    }

    private Optional<Target> target(Tx tx, BookingRow row) {
        Optional<VpodId> vpod = new ApprovalTable(tx).find(row.id()).flatMap(ApprovalRow::vpod);
        return new Targets(tx, catalogue).of(row.booking(), vpod);
    }

    private static TimeSlot wholeSlot(Tx tx, BookingRow row) {
        TimeSlot asked = row.booking().slot();
        Instant start = asked.start().isAfter(tx.now()) ? asked.start() : tx.now();
        return TimeSlot.of(start, asked.length());
    }

    /**
     * Returns where all can be for the whole length asked for; if they have kept their places, for what is left of their time
     * otherwise; nothing if they cannot be at all.
     */
    private List<Choice> choices(Tx tx, Open open, List<Target> targets) {
        TimeSlot whole = wholeSlot(tx, open.row());
        Lab lab = targets.get(0).lab();
        Situation others = waitList.situation(tx, lab, whole);
        for (BookingRow row : open.all()) {
            others = others.without(row.id());
        }
        List<Choice> found = choices(targets, whole, others);
        Instant end = open.row().booking().slot().end();
        return found.isEmpty() && open.approval().holds() && end.isAfter(whole.start())
                ? choices(targets, new TimeSlot(whole.start(), end), others)
                : found;
    }

    private static List<Choice> choices(List<Target> targets, TimeSlot slot, Situation others) {
        return GroupChooser.choose(
                        targets.stream().map(t -> List.of(t.demand())).toList(), slot, others)
                .map(picked ->
                        picked.stream().map(p -> new Choice(p.place(), slot)).toList())
                .orElse(List.of());
    }

    private static void queued(Tx tx, BookingRow row, Target target, Caller caller) {
        new Grants(tx).leave(row);
        Desk.queued(tx, row.over(wholeSlot(tx, row)), target, caller);
    }

    private Booking denied(Tx tx, Open open, String remark, Caller caller) {
        String why = "Denied by %s%s".formatted(caller.user(), remark.isEmpty() ? "." : ": " + remark);
        tx.afterCommit(waitList::serve);
        for (BookingRow row : open.all()) {
            new ApprovalTable(tx).decide(row.id(), ApprovalState.DENIED, caller.user(), remark);
            tx.emit(Lifecycle.about(EventType.APPROVAL_DENIED, row.booking(), caller.actor())
                    .with("remark", remark));
            ender.end(tx, row, why, caller.actor());
        }
        return new BookingTable(tx).get(open.row().id()).booking();
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
