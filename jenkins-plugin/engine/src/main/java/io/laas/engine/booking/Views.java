package io.laas.engine.booking;

import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationService;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.IdlePolicy;
import io.laas.model.operation.PodAccess;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers get to see of bookings. */
final class Views {
    private final Catalogue catalogue;
    private final WaitList waitList;
    private final Approvals approvals;

    Views(Catalogue catalogue, WaitList waitList) {
        this.catalogue = catalogue;
        this.waitList = waitList;
        this.approvals = new Approvals(catalogue);
    }

    List<BookingView> of(Tx tx, List<BookingRow> rows, Caller caller) {
        Map<LabId, Map<BookingId, WaitPlace>> queues = new HashMap<>();
        Map<BookingId, ApprovalView> asked =
                approvals.views(tx, rows.stream().map(BookingRow::id).toList());
        Map<BookingId, UseRow> uses = new UseTable(tx)
                .find(rows.stream()
                        .filter(r -> r.state() == BookingState.ACTIVE
                                && idlePolicy(r).isPresent())
                        .map(BookingRow::id)
                        .toList());
        return rows.stream()
                .map(row -> view(
                        tx,
                        row,
                        caller,
                        queues,
                        new Extra(Optional.ofNullable(asked.get(row.id())), idle(tx, row, uses.get(row.id())))))
                .toList();
    }

    /** What few bookings have. */
    private record Extra(Optional<ApprovalView> approval, Optional<IdleView> idle) {}

    private Optional<IdleView> idle(Tx tx, BookingRow row, UseRow use) {
        return Optional.ofNullable(use)
                .flatMap(u -> idlePolicy(row).flatMap(policy -> IdleView.of(u, policy, tx.now())));
    }

    private Optional<IdlePolicy> idlePolicy(BookingRow row) {
        return catalogue.lab(row.booking().lab()).flatMap(lab -> lab.policy().idle());
    }

    private BookingView view(
            Tx tx, BookingRow row, Caller caller, Map<LabId, Map<BookingId, WaitPlace>> queues, Extra extra) {
        Booking booking = row.booking();
        boolean close = caller.managesBookings() || booking.isMember(caller.user());
        Optional<WaitPlace> place = row.state() == BookingState.WAITING
                ? Optional.ofNullable(queues.computeIfAbsent(booking.lab(), lab -> queue(tx, lab))
                        .get(row.id()))
                : Optional.empty();
        Optional<Operation> operation = new OperationTable(tx)
                .latest(row.id())
                .map(o -> close || caller.managesLabs() ? o : OperationService.withoutConsole(o));
        Optional<Instant> offer = row.state() == BookingState.SCHEDULED ? row.offerUntil() : Optional.empty();
        return new BookingView(
                booking,
                place,
                offer,
                close ? access(tx, booking) : Optional.empty(),
                extra.approval(),
                row.group(),
                extra.idle(),
                operation);
    }

    private static Optional<PodAccess> access(Tx tx, Booking booking) {
        return booking.state() == BookingState.ACTIVE
                ? booking.vpod().flatMap(new VpodTable(tx)::find).flatMap(VpodRow::access)
                : Optional.empty();
    }

    Optional<WaitPlace> place(Tx tx, BookingRow row) {
        return Optional.ofNullable(queue(tx, row.booking().lab()).get(row.id()));
    }

    private Map<BookingId, WaitPlace> queue(Tx tx, LabId lab) {
        return catalogue.lab(lab).map(l -> waitList.places(tx, l)).orElse(Map.of());
    }
}
