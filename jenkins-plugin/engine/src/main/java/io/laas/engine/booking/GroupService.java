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
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several pods that are booked together: all or none, in one transaction, also through the queue. Once granted each is a booking of its
 * own; what is done here is done to all that are not over, or to none. Thread-safe.
 */
public final class GroupService {
    private static final Kept<List<Booking>> BOOKINGS = Kept.by(
            bookings -> bookings.get(0).id(),
            (tx, id) -> members(tx, id).stream().map(BookingRow::booking).toList());

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final GroupDesk desk;
    private final Extensions extensions;
    private final Changes changes;
    private final Views views;
    private final WaitList waitList;
    private final Admissions admissions;

    public GroupService(Store store, Catalogue catalogue, VpodWork work, Starter starter, WaitList waitList) {
        this.admissions = waitList.admissions();
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.desk = new GroupDesk(catalogue, starter, waitList);
        this.extensions = new Extensions(catalogue, waitList);
        this.changes = new Changes(catalogue, work, starter, waitList);
        this.views = new Views(catalogue, waitList);
        this.waitList = waitList;
    }

    /** Books all or none; under an idempotency key, the answer to the same request is how the bookings made first stand. */
    public GroupDecision book(GroupRequest group, Caller caller) {
        Admission admission = admissions.of(caller, List.of(group.owner()));
        Kept<GroupDecision> kept = Kept.by(d -> bookings(d).get(0).id(), this::again);
        Answer<GroupDecision> answer = once.write(caller, kept, tx -> decided(tx, group, caller, admission));
        return answer instanceof Answer.Refused<GroupDecision> no
                ? new GroupDecision.Refused(no.refusal())
                : ((Answer.Done<GroupDecision>) answer).value();
    }

    private Answer<GroupDecision> decided(Tx tx, GroupRequest group, Caller caller, Admission admission) {
        if (!caller.has(Right.BOOK)) {
            return Audit.forbid(tx, caller, "booking", Right.BOOK);
        }
        if (!group.owner().equals(caller.user()) && !caller.managesBookings()) {
            return Audit.forbid(tx, caller, "booking for " + group.owner(), Right.MANAGE_BOOKINGS);
        }
        Optional<Refusal> members =
                Changes.tooManyMembers(group.common().collaborators().size());
        GroupDecision decision = members.isPresent()
                ? new GroupDecision.Refused(members.get())
                : desk.decide(tx, group, caller, admission);
        return decision instanceof GroupDecision.Refused no
                ? Audit.refuse(tx, caller, "booking pods " + group.pods(), no.refusal())
                : Answer.done(decision);
    }

    private static List<Booking> bookings(GroupDecision decision) {
        if (decision instanceof GroupDecision.Asked asked) {
            return asked.bookings();
        }
        return decision instanceof GroupDecision.Granted granted
                ? granted.bookings()
                : ((GroupDecision.Waiting) decision).bookings();
    }

    private GroupDecision again(Tx tx, String id) {
        List<BookingRow> rows = members(tx, id);
        List<Booking> bookings = rows.stream().map(BookingRow::booking).toList();
        BookingRow first = rows.get(0);
        if (first.state() == BookingState.REQUESTED) {
            return new GroupDecision.Asked(
                    bookings,
                    new ApprovalTable(tx).find(first.id()).orElseThrow().until());
        }
        Optional<WaitPlace> place = first.state() == BookingState.WAITING ? views.place(tx, first) : Optional.empty();
        return place.isEmpty()
                ? new GroupDecision.Granted(bookings)
                : new GroupDecision.Waiting(
                        bookings, place.get().position(), place.get().expected());
    }

    private static List<BookingRow> members(Tx tx, String id) {
        BookingTable bookings = new BookingTable(tx);
        return bookings.group(bookings.get(BookingId.parse(id)));
    }

    /** Returns the bookings that were made together with this one and itself, also those that are over. */
    public Answer<List<BookingView>> find(BookingId id, Caller caller) {
        return store.read(tx -> {
            if (!caller.has(Right.VIEW)) {
                return Answer.refused(RefusalCode.FORBIDDEN, "Seeing bookings needs the right VIEW.");
            }
            BookingTable bookings = new BookingTable(tx);
            return bookings.find(id)
                    .map(row -> Answer.done(views.of(tx, bookings.group(row), caller)))
                    .orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_BOOKING, Access.unknown(id)));
        });
    }

    /** Extends all that are not over, or none; the refusal is that of the first that cannot be extended. */
    public Answer<List<Booking>> extend(BookingId id, Extension extension, Caller caller) {
        Admission admission = admissions.about(id, caller);
        return together(
                id,
                "extending",
                caller,
                (tx, row) -> new Access(tx, caller)
                        .to(
                                row.id(),
                                "extending",
                                Access.Level.MEMBER,
                                Right.EXTEND,
                                r -> extensions.extend(tx, r, extension, caller, admission)));
    }

    /** Gives all back that are not over. */
    public Answer<List<Booking>> release(BookingId id, String reason, Caller caller) {
        return together(id, "releasing", caller, (tx, row) -> {
            tx.afterCommit(waitList::serve);
            return new Access(tx, caller)
                    .to(
                            row.id(),
                            "releasing",
                            Access.Level.OWNER,
                            Right.BOOK,
                            r -> changes.release(tx, r, reason, caller));
        });
    }

    @FunctionalInterface
    private interface Work {
        Answer<Booking> on(Tx tx, BookingRow row);
    }

    private Answer<List<Booking>> together(BookingId id, String what, Caller caller, Work work) {
        return once.write(caller, BOOKINGS, tx -> {
            Optional<BookingRow> found = new BookingTable(tx).find(id);
            if (found.isEmpty()) {
                return Audit.refuse(tx, caller, what + " " + id, RefusalCode.UNKNOWN_BOOKING, Access.unknown(id));
            }
            List<BookingRow> open = open(new BookingTable(tx).group(found.get()));
            if (open.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        what + " " + id,
                        RefusalCode.WRONG_STATE,
                        "Booking %s is %s, and all that were booked with it are over."
                                .formatted(id, found.get().state()));
            }
            lock(tx, open);
            Answer<List<Booking>> answer =
                    tx.tentatively(() -> each(open, row -> work.on(tx, row)), a -> a instanceof Answer.Done);
            return answer instanceof Answer.Refused<List<Booking>> no
                    ? Audit.refuse(tx, caller, what + " all of " + id, no.refusal())
                    : answer;
        });
    }

    private static List<BookingRow> open(List<BookingRow> rows) {
        return rows.stream()
                .filter(r -> !r.state().isFinal() && r.state() != BookingState.CLEANING)
                .toList();
    }

    /** Locks all hosts of all their labs in one order, before any booking is looked at. */
    private void lock(Tx tx, List<BookingRow> rows) {
        HostTable hosts = new HostTable(tx);
        hosts.lock(rows.stream()
                .flatMap(r -> java.util.stream.Stream.concat(
                        catalogue.lab(r.booking().lab()).stream()
                                .flatMap(l -> l.hosts().stream())
                                .map(Host::id),
                        r.booking().host().stream()))
                .toList());
    }

    private static Answer<List<Booking>> each(List<BookingRow> rows, Function<BookingRow, Answer<Booking>> work) {
        List<Booking> done = new ArrayList<>();
        for (BookingRow row : rows) {
            Answer<Booking> answer = work.apply(row);
            if (answer instanceof Answer.Refused<Booking> no) {
                return Answer.refused(no.refusal());
            }
            done.add(((Answer.Done<Booking>) answer).value());
        }
        return Answer.done(done);
    }
}
