package io.laas.engine.flow;

import io.laas.engine.booking.OccupationTable;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.outage.OutageTable;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.model.operation.OperationKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Does for vpods what is due: set up static ones, try again what failed, bring keys up to date, take down what has left. */
final class VpodCare {
    private final Store store;
    private final Catalogue catalogue;
    private final VpodWork work;

    VpodCare(Store store, Catalogue catalogue, VpodWork work) {
        this.store = store;
        this.catalogue = catalogue;
        this.work = work;
    }

    void tend() {
        store.read(tx -> new VpodTable(tx).inNeed()).stream()
                .filter(id -> store.read(tx -> due(tx, new VpodTable(tx).get(id))))
                .forEach(id -> store.write(tx -> tend(tx, id)));
    }

    private boolean due(Tx tx, VpodRow vpod) {
        boolean settingUp = vpod.state() == VpodState.NEW && vpod.site().configured();
        boolean leaving = !vpod.site().configured() && vpod.state() != VpodState.CLEANING;
        return BackOff.due(vpod, tx.now())
                && (!settingUp || hostCanWork(tx, vpod))
                && (!leaving || new OccupationTable(tx).holding(vpod.host(), vpod.id()) == 0);
    }

    private boolean hostCanWork(Tx tx, VpodRow vpod) {
        TimeSlot moment = new TimeSlot(tx.now(), tx.now().plusMillis(1));
        boolean outage = new OutageTable(tx)
                .overlapping(moment).stream()
                        .anyMatch(o -> o.lab().equals(vpod.lab())
                                && o.host().map(vpod.host()::equals).orElse(true));
        return !outage && catalogue.status(vpod.host()).state() != HostStatus.State.OFFLINE;
    }

    private boolean tend(Tx tx, VpodId id) {
        VpodTable vpods = new VpodTable(tx);
        new HostTable(tx).lock(List.of(vpods.get(id).host()));
        VpodRow vpod = vpods.get(id);
        if (vpod.busy() || !due(tx, vpod)) {
            return false;
        }
        switch (vpod.state()) {
            case NEW -> create(tx, vpod);
            case CLEANING ->
                work.queue(tx, vpod, work.cleaningKind(vpod), vpod.now().booking());
            case IN_USE -> renewKeys(tx, vpod);
            case FREE, DRAINED -> leave(tx, vpod);
            case PREPARING, QUARANTINED, GONE -> {
                return false;
            }
        }
        return true;
    }

    private void create(Tx tx, VpodRow vpod) {
        if (!vpod.isStatic()) {
            return;
        }
        if (!vpod.site().configured()) {
            leave(tx, vpod);
            return;
        }
        OptionalInt range = vpod.now().index().isPresent()
                ? vpod.now().index()
                : new VpodTable(tx).freeRange(vpod.host(), vpod.plan().host().vpodLimit());
        if (range.isEmpty()) {
            String why = "Host %s has no address range left".formatted(vpod.host());
            new VpodTable(tx).save(BackOff.failed(vpod.because(why), tx.now(), java.time.Duration.ofMinutes(1)));
            return;
        }
        work.queue(tx, vpod.in(VpodState.PREPARING).at(range), OperationKind.PROVISION, Optional.empty());
    }

    private void renewKeys(Tx tx, VpodRow vpod) {
        if (vpod.hand().keysStale()) {
            work.queue(tx, vpod, OperationKind.ACCESS, vpod.now().booking());
        }
    }

    private void leave(Tx tx, VpodRow vpod) {
        if (vpod.site().configured()) {
            return;
        }
        if (vpod.now().stands()) {
            work.takeBack(tx, vpod);
            return;
        }
        new VpodTable(tx).save(vpod.in(VpodState.GONE).at(OptionalInt.empty()).because(null));
        tx.emit(EventDraft.of(EventType.VPOD_GONE, Actor.SYSTEM).in(vpod.lab()).vpod(vpod.id()));
    }
}
