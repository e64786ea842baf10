package io.laas.engine.flow;

import io.laas.engine.booking.BookingRow;
import io.laas.engine.booking.BookingTable;
import io.laas.engine.booking.Ender;
import io.laas.engine.booking.Lifecycle;
import io.laas.engine.booking.Starter;
import io.laas.engine.installer.InstallationTable;
import io.laas.engine.operation.Dispatcher;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.operation.OperationTable.OperationRow;
import io.laas.engine.snapshot.SnapshotDesk;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Json;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.OperationId;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.PodAccess;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Draws the consequences of the end of operations for vpods and bookings: one outcome, one transaction, once. */
public final class Consequences implements Dispatcher.Outcomes {
    private static final Set<OperationKind> PUT_KEYS = EnumSet.of(OperationKind.RESET, OperationKind.ACCESS);

    private final Store store;
    private final VpodWork work;
    private final Starter starter;
    private final Recovery recovery;
    private final Duration retryDelay;
    private final Runnable afterwards;

    /**
     * Makes them.
     *
     * @param afterwards called after each outcome: something may be free now
     */
    public Consequences(
            Store store, VpodWork work, Starter starter, Ender ender, Duration retryDelay, Runnable afterwards) {
        this.store = store;
        this.work = work;
        this.starter = starter;
        this.recovery = new Recovery(work, ender, retryDelay);
        this.retryDelay = retryDelay;
        this.afterwards = afterwards;
    }

    @Override
    public void finished(OperationId id, OperationOutcome outcome) {
        store.write(tx -> {
            OperationTable operations = new OperationTable(tx);
            operations.find(id).ifPresent(row -> lock(tx, row.operation()));
            Optional<OperationRow> row =
                    operations.lock(id).filter(r -> !r.operation().state().isFinal());
            row.ifPresent(r -> conclude(tx, r, outcome));
            tx.afterCommit(afterwards);
            return id;
        });
    }

    private static void lock(Tx tx, Operation operation) {
        VpodRow vpod = new VpodTable(tx).get(operation.vpod());
        new HostTable(tx).lockLab(vpod.lab(), Optional.of(vpod.host()));
    }

    private void conclude(Tx tx, OperationRow row, OperationOutcome outcome) {
        Operation operation = row.operation();
        write(tx, operation, outcome);
        if (operation.kind() == OperationKind.SNAPSHOT) {
            new SnapshotDesk(tx).ended(operation.id(), outcome, reason(outcome));
        }
        VpodRow vpod = new VpodTable(tx).get(operation.vpod());
        if (!vpod.now().operation().equals(Optional.of(operation.id()))) {
            return;
        }
        VpodRow idle = vpod.under(Optional.empty());
        switch (operation.kind()) {
            case PROVISION -> provisioned(tx, row, idle, outcome);
            case RESET, ACCESS, CHECK, SNAPSHOT, INSTALL, MACHINE -> worked(tx, row, idle, outcome);
            case CLEAN -> recovery.cleaned(tx, operation, idle, outcome);
            case REMOVE -> recovery.removed(tx, operation, idle, outcome);
        }
    }

    private static void write(Tx tx, Operation operation, OperationOutcome outcome) {
        String reason = reason(outcome);
        String console =
                outcome instanceof OperationOutcome.Failed f && !f.consoleTail().isEmpty() ? f.consoleTail() : null;
        OperationState state = outcome instanceof OperationOutcome.Succeeded
                ? OperationState.SUCCEEDED
                : outcome instanceof OperationOutcome.Failed ? OperationState.FAILED : OperationState.CANCELLED;
        new OperationTable(tx).finish(operation.id(), state, reason.isEmpty() ? null : reason, console);
        new InstallationTable(tx).forget(operation.id());
        tx.emit(Dispatcher.about(EventType.OPERATION_FINISHED, operation)
                .with("state", state)
                .with("reason", reason));
    }

    static String reason(OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Failed failed) {
            return sentence(failed.task().isEmpty() ? failed.reason() : failed.task() + ": " + failed.reason());
        }
        return outcome instanceof OperationOutcome.Cancelled ? "It was cancelled." : "";
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    private void provisioned(Tx tx, OperationRow row, VpodRow vpod, OperationOutcome outcome) {
        Optional<BookingRow> booking = row.operation().booking().flatMap(new BookingTable(tx)::find);
        if (booking.isEmpty()) {
            recovery.setUp(tx, row.operation(), vpod, outcome);
        } else if (booking.get().state() != BookingState.PROVISIONING) {
            work.takeBack(tx, vpod.standing(true));
        } else if (outcome instanceof OperationOutcome.Succeeded done) {
            handOver(tx, row, vpod, booking.get(), done.access());
        } else {
            notProvided(tx, row.operation(), vpod, booking.get(), outcome);
        }
    }

    private void handOver(Tx tx, OperationRow row, VpodRow vpod, BookingRow booking, Optional<PodAccess> access) {
        VpodRow inUse = BackOff.calm(vpod.in(VpodState.IN_USE).standing(true)).with(hand(tx, row, vpod, access));
        new VpodTable(tx).save(inUse);
        new Lifecycle(tx).become(booking, booking.in(BookingState.ACTIVE), Actor.SYSTEM);
        if (inUse.hand().keysStale()) {
            work.queue(tx, inUse, OperationKind.ACCESS, row.operation().booking());
        }
    }

    /** Returns who gets in after an operation that put keys on the machines; other keys may be wanted since it began. */
    private VpodRow.Hand hand(Tx tx, OperationRow row, VpodRow vpod, Optional<PodAccess> access) {
        Optional<String> wanted = row.operation().booking().map(b -> work.keysHash(tx, b));
        Optional<String> text = access.map(Json::write).or(() -> vpod.hand().access());
        return new VpodRow.Hand(text, row.keysHash(), !wanted.equals(row.keysHash()));
    }

    private void notProvided(Tx tx, Operation operation, VpodRow vpod, BookingRow booking, OperationOutcome outcome) {
        String why = "Vpod %s could not be provided (%s). %s".formatted(vpod.id(), operation.id(), reason(outcome));
        if (vpod.isStatic()) {
            recovery.quarantine(tx, vpod.serving(Optional.empty()), "Booking %s: %s".formatted(booking.id(), why));
        } else {
            work.takeBack(tx, vpod.serving(Optional.empty()));
        }
        starter.elsewhere(tx, booking, why);
    }

    private void worked(Tx tx, OperationRow row, VpodRow vpod, OperationOutcome outcome) {
        if (vpod.state() == VpodState.CLEANING) {
            work.takeBack(tx, vpod);
            return;
        }
        boolean keys = PUT_KEYS.contains(row.operation().kind());
        VpodRow after = vpod;
        if (keys && outcome instanceof OperationOutcome.Succeeded done) {
            after = BackOff.calm(vpod).with(hand(tx, row, vpod, done.access()));
        } else if (row.operation().kind() == OperationKind.ACCESS) {
            after = BackOff.failed(vpod, tx.now(), retryDelay);
        }
        new VpodTable(tx).save(after);
    }
}
