package io.laas.engine.operation;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operations to look at and to cancel. Thread-safe. */
public final class OperationService {
    private static final Set<OperationKind> MEMBERS_MAY_CANCEL = EnumSet.of(
            OperationKind.SNAPSHOT,
            OperationKind.MACHINE,
            OperationKind.RESET,
            OperationKind.CHECK,
            OperationKind.INSTALL);
    private static final Set<OperationKind> AFTER_THE_BOOKING = EnumSet.of(OperationKind.CLEAN, OperationKind.REMOVE);
    private static final Kept<Operation> OPERATION = Kept.by(
            Operation::id,
            (tx, id) -> new OperationTable(tx).whole(OperationId.parse(id)).orElseThrow());

    private final Store store;
    private final Once once;
    private final Dispatcher dispatcher;
    private final Members members;

    /** Knows who works on a booking. */
    @FunctionalInterface
    public interface Members {
        boolean isMember(Tx tx, BookingId booking, UserId user);
    }

    public OperationService(Store store, Dispatcher dispatcher, Members members) {
        this.store = store;
        this.once = new Once(store);
        this.dispatcher = dispatcher;
        this.members = members;
    }

    /** Returns the operation with its tasks; console tails only for members of its booking and managers. */
    public Optional<Operation> find(OperationId id, Caller caller) {
        return store.read(tx -> new OperationTable(tx).whole(id).map(o -> seenBy(tx, caller, o)));
    }

    /** Lists the operations of a booking, newest first. */
    public List<Operation> ofBooking(BookingId booking, Caller caller) {
        return store.read(tx -> new OperationTable(tx)
                .ofBooking(booking).stream().map(o -> seenBy(tx, caller, o)).toList());
    }

    /**
     * Asks an operation to stop. RESET: resets, checks and installations of bookings one is a member of. MANAGE_BOOKINGS: what is done for a booking
     * until its end. MANAGE_LABS: anything.
     */
    public Answer<Operation> cancel(OperationId id, Caller caller) {
        return once.write(caller, OPERATION, tx -> {
            OperationTable table = new OperationTable(tx);
            Optional<Operation> operation = table.lock(id).map(OperationTable.OperationRow::operation);
            if (operation.isEmpty()) {
                return Audit.refuse(
                        tx, caller, "cancelling " + id, RefusalCode.INVALID, "There is no operation " + id + ".");
            }
            if (!mayCancel(tx, caller, operation.get())) {
                return Audit.forbid(tx, caller, "cancelling " + id, needed(operation.get()));
            }
            if (operation.get().state().isFinal()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "cancelling " + id,
                        RefusalCode.WRONG_STATE,
                        "Operation %s is over already (%s)."
                                .formatted(id, operation.get().state()));
            }
            table.cancel(id);
            tx.afterCommit(() -> dispatcher.cancel(id));
            return Answer.done(table.whole(id).orElseThrow());
        });
    }

    private boolean mayCancel(Tx tx, Caller caller, Operation operation) {
        return caller.has(needed(operation))
                || caller.managesLabs()
                || caller.has(Right.RESET)
                        && MEMBERS_MAY_CANCEL.contains(operation.kind())
                        && isMember(tx, caller, operation);
    }

    private static Right needed(Operation operation) {
        boolean forBooking = operation.booking().isPresent() && !AFTER_THE_BOOKING.contains(operation.kind());
        return forBooking ? Right.MANAGE_BOOKINGS : Right.MANAGE_LABS;
    }

    private boolean isMember(Tx tx, Caller caller, Operation operation) {
        return operation
                .booking()
                .filter(b -> members.isMember(tx, b, caller.user()))
                .isPresent();
    }

    private Operation seenBy(Tx tx, Caller caller, Operation o) {
        return caller.managesBookings() || caller.managesLabs() || isMember(tx, caller, o) ? o : withoutConsole(o);
    }

    /** Returns the operation as those may see it who do not work on its booking. */
    public static Operation withoutConsole(Operation o) {
        return new Operation(
                o.id(),
                o.vpod(),
                o.booking(),
                o.kind(),
                o.state(),
                o.tasks(),
                o.createdAt(),
                o.startedAt(),
                o.finishedAt(),
                o.reason(),
                Optional.empty());
    }
}
