package io.laas.engine.flow;

import io.laas.engine.booking.BookingTable;
import io.laas.engine.booking.Ender;
import io.laas.engine.operation.Operation;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Blueprint;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.event.EventType;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How vpods become free again: a static one only after its cleaning was verified, otherwise it is quarantined with the reason. */
final class Recovery {
    private final VpodWork work;
    private final Ender ender;
    private final Duration retryDelay;

    Recovery(VpodWork work, Ender ender, Duration retryDelay) {
        this.work = work;
        this.ender = ender;
        this.retryDelay = retryDelay;
    }

    /** A static vpod was set up, or not. */
    void setUp(Tx tx, Operation operation, VpodRow vpod, OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Succeeded) {
            work.takeBack(tx, vpod.standing(true));
            return;
        }
        VpodRow failed = BackOff.failed(vpod, tx.now(), retryDelay);
        String why = "It could not be set up (%s). %s".formatted(operation.id(), Consequences.reason(outcome));
        if (BackOff.exhausted(failed) || outcome instanceof OperationOutcome.Cancelled) {
            quarantine(tx, failed, why);
        } else {
            new VpodTable(tx).save(failed.in(VpodState.NEW).because(why));
        }
    }

    /** A static vpod was cleaned, or not. */
    void cleaned(Tx tx, Operation operation, VpodRow vpod, OperationOutcome outcome) {
        if (!(outcome instanceof OperationOutcome.Succeeded)) {
            again(tx, operation, vpod, "It could not be cleaned", outcome);
            return;
        }
        finishBooking(tx, vpod, "");
        VpodRow clean = vpod.serving(Optional.empty()).with(VpodRow.Hand.CLOSED);
        if (work.cleaningKind(clean) == OperationKind.REMOVE) {
            work.takeBack(tx, clean);
            return;
        }
        VpodState next = vpod.care().next().orElse(VpodState.FREE);
        VpodRow free = clean.in(next)
                .because(next == VpodState.FREE ? null : vpod.now().reason().orElse(null))
                .with(VpodRow.Care.NONE);
        new VpodTable(tx).save(free);
        if (next == VpodState.FREE) {
            tx.emit(about(EventType.VPOD_FREE, free));
        }
    }

    /** A vpod was taken down, or not. */
    void removed(Tx tx, Operation operation, VpodRow vpod, OperationOutcome outcome) {
        if (!(outcome instanceof OperationOutcome.Succeeded)) {
            again(tx, operation, vpod, "It could not be removed", outcome);
            return;
        }
        finishBooking(tx, vpod, "");
        VpodRow bare = vpod.serving(Optional.empty())
                .standing(false)
                .with(VpodRow.Hand.CLOSED)
                .with(new VpodRow.Care(vpod.care().next().filter(next -> next != VpodState.NEW), 0, Optional.empty()));
        Optional<Blueprint> desired =
                vpod.isStatic() && vpod.site().configured() ? work.desired(vpod) : Optional.empty();
        if (desired.isPresent()) {
            rebuild(tx, bare, desired.get());
        } else {
            VpodRow gone = bare.in(VpodState.GONE).at(OptionalInt.empty()).because(null);
            new VpodTable(tx).save(gone);
            tx.emit(about(EventType.VPOD_GONE, gone));
        }
    }

    /** Makes a static vpod of which nothing stands be what the configuration wants now. */
    static void rebuild(Tx tx, VpodRow bare, Blueprint desired) {
        VpodRow planned = VpodTable.planned(bare.id(), bare.lab(), bare.site().kind(), desired);
        boolean stays = planned.host().equals(bare.host());
        VpodRow fresh =
                planned.at(stays ? bare.now().index() : OptionalInt.empty()).with(bare.care());
        VpodState next = bare.care().next().orElse(VpodState.NEW);
        new VpodTable(tx)
                .rebuild(fresh.in(next)
                        .because(bare.now()
                                .reason()
                                .filter(r -> next != VpodState.NEW)
                                .orElse(null)));
    }

    private void again(Tx tx, Operation operation, VpodRow vpod, String what, OperationOutcome outcome) {
        VpodRow failed = BackOff.failed(vpod.in(VpodState.CLEANING), tx.now(), retryDelay);
        String why = "%s (%s). %s".formatted(what, operation.id(), Consequences.reason(outcome));
        if (BackOff.exhausted(failed)) {
            finishBooking(tx, vpod, "Vpod %s is quarantined. %s".formatted(vpod.id(), why));
            quarantine(tx, failed.serving(Optional.empty()), why);
        } else {
            new VpodTable(tx).save(failed.because(why));
        }
    }

    void quarantine(Tx tx, VpodRow vpod, String why) {
        VpodRow quarantined = vpod.in(VpodState.QUARANTINED)
                .because(why)
                .with(VpodRow.Hand.CLOSED)
                .with(VpodRow.Care.NONE);
        new VpodTable(tx).save(quarantined);
        tx.emit(about(EventType.VPOD_QUARANTINED, quarantined).with("reason", why));
    }

    private void finishBooking(Tx tx, VpodRow vpod, String trouble) {
        vpod.now().booking().flatMap(new BookingTable(tx)::find).ifPresent(b -> ender.finish(tx, b, trouble));
    }

    private static EventDraft about(EventType type, VpodRow vpod) {
        return EventDraft.of(type, Actor.SYSTEM)
                .in(vpod.lab())
                .vpod(vpod.id())
                .booking(vpod.now().booking());
    }
}
