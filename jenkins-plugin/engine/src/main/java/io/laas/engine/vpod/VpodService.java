package io.laas.engine.vpod;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Names;
import io.laas.model.VpodId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.util.List;
import java.util.Optional;

/** What admins do with vpods. Changes need MANAGE_LABS. Thread-safe. */
public final class VpodService {
    private static final int MAX_REASON = 500;
    private static final Kept<Vpod> VPOD =
            Kept.by(Vpod::id, (tx, id) -> new VpodTable(tx).get(new VpodId(id)).vpod());

    private final Store store;
    private final Once once;
    private final VpodWork work;

    public VpodService(Store store, VpodWork work) {
        this.store = store;
        this.once = new Once(store);
        this.work = work;
    }

    /** Lists all vpods that are not gone. */
    public List<Vpod> list() {
        return store.read(
                tx -> new VpodTable(tx).present().stream().map(VpodRow::vpod).toList());
    }

    public Answer<Vpod> find(VpodId id) {
        return store.read(tx -> new VpodTable(tx)
                .find(id)
                .map(row -> Answer.done(row.vpod()))
                .orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_VPOD, unknown(id))));
    }

    /** Takes a vpod out of service until somebody returns it; a booking on it goes on to its end. */
    public Answer<Vpod> quarantine(VpodId id, String reason, Caller caller) {
        return change(id, "quarantining", caller, (tx, row) -> out(tx, row, VpodState.QUARANTINED, reason, caller));
    }

    /** Lets a vpod take no further bookings; a booking on it goes on to its end, then it is cleaned and rests. */
    public Answer<Vpod> drain(VpodId id, String reason, Caller caller) {
        return change(id, "draining", caller, (tx, row) -> out(tx, row, VpodState.DRAINED, reason, caller));
    }

    /** Returns a quarantined or drained vpod to service: it is cleaned, verified, and then free. */
    public Answer<Vpod> returnToService(VpodId id, Caller caller) {
        return change(id, "returning", caller, (tx, row) -> back(tx, row, caller));
    }

    /**
     * Brings a static vpod that serves nobody back to its known state, verified, before it is free again: at once, and also one that is
     * quarantined or drained.
     *
     * @param anew whether it is taken down and set up from nothing as the configuration says now, instead of cleaned
     */
    public Answer<Vpod> reinitialise(VpodId id, boolean anew, Caller caller) {
        return change(
                id, anew ? "setting up anew" : "re-initialising", caller, (tx, row) -> again(tx, row, anew, caller));
    }

    private Answer<Vpod> again(Tx tx, VpodRow row, boolean anew, Caller caller) {
        if (!row.isStatic()) {
            return wrong(row, "it is dynamic and goes away with its booking; reset the booking instead");
        }
        if (!row.site().configured()) {
            return wrong(row, "it is no longer in the configuration of its lab and is being taken down");
        }
        if (row.now().booking().isPresent()) {
            return wrong(
                    row,
                    "it serves booking %s; reset or release that instead"
                            .formatted(row.now().booking().get()));
        }
        if (row.busy() || row.state() == VpodState.CLEANING) {
            return Answer.refused(
                    RefusalCode.BUSY,
                    "Vpod %s is %s: work on it is under way. Wait until that is over."
                            .formatted(row.id(), row.state()));
        }
        if (!anew && !row.now().stands()) {
            return wrong(row, "nothing of it stands, so there is no known state; set it up anew");
        }
        tx.emit(EventDraft.of(EventType.VPOD_REINITIALISED, caller.actor())
                .in(row.lab())
                .vpod(row.id())
                .with("anew", anew));
        Optional<VpodState> next = anew ? Optional.of(VpodState.NEW) : Optional.empty();
        VpodRow fresh = row.because(null).with(new VpodRow.Care(next, 0, Optional.empty()));
        return Answer.done(work.takeBack(tx, fresh).vpod());
    }

    private Answer<Vpod> out(Tx tx, VpodRow row, VpodState state, String reason, Caller caller) {
        if (!row.isStatic()) {
            return wrong(row, "it is dynamic and goes away with its booking; release the booking instead");
        }
        String clean = Names.clean(reason, MAX_REASON);
        String told = clean.isEmpty() ? "taken out of service by " + caller.user() : clean;
        boolean idle = !row.busy() && row.now().booking().isEmpty();
        VpodRow changed = idle
                ? row.in(state).because(told)
                : row.because(told).with(new VpodRow.Care(Optional.of(state), 0, Optional.empty()));
        new VpodTable(tx).save(changed);
        EventType type = state == VpodState.DRAINED ? EventType.VPOD_DRAINED : EventType.VPOD_QUARANTINED;
        tx.emit(EventDraft.of(type, caller.actor())
                .in(row.lab())
                .vpod(row.id())
                .with("reason", told)
                .with("at", idle ? "once" : "the end of what is under way"));
        return Answer.done(changed.vpod());
    }

    private Answer<Vpod> back(Tx tx, VpodRow row, Caller caller) {
        if (row.care().next().isPresent() && row.state().inService()) {
            returned(tx, row, caller);
            VpodRow kept = row.because(null).with(VpodRow.Care.NONE);
            new VpodTable(tx).save(kept);
            return Answer.done(kept.vpod());
        }
        if (row.state() != VpodState.QUARANTINED && row.state() != VpodState.DRAINED) {
            return wrong(row, "it is in service");
        }
        returned(tx, row, caller);
        VpodRow again = row.with(VpodRow.Care.NONE);
        if (row.isStatic() && !row.now().stands() && row.site().configured()) {
            VpodRow fresh = again.in(VpodState.NEW).because(null);
            new VpodTable(tx).save(fresh);
            return Answer.done(fresh.vpod());
        }
        return Answer.done(work.takeBack(tx, again.because(null)).vpod());
    }

    private static void returned(Tx tx, VpodRow row, Caller caller) {
        tx.emit(EventDraft.of(EventType.VPOD_RETURNED, caller.actor())
                .in(row.lab())
                .vpod(row.id())
                .with("reason", row.now().reason().orElse("")));
    }

    private Answer<Vpod> change(VpodId id, String what, Caller caller, Change change) {
        return once.write(caller, VPOD, tx -> {
            if (!caller.managesLabs()) {
                return Audit.forbid(tx, caller, what + " vpod " + id, Right.MANAGE_LABS);
            }
            Optional<VpodRow> found = new VpodTable(tx).find(id).filter(v -> v.state() != VpodState.GONE);
            if (found.isEmpty()) {
                return Audit.refuse(tx, caller, what + " vpod " + id, RefusalCode.UNKNOWN_VPOD, unknown(id));
            }
            new HostTable(tx).lock(List.of(found.get().host()));
            Answer<Vpod> answer = change.apply(tx, new VpodTable(tx).get(id));
            return answer instanceof Answer.Refused<Vpod> no
                    ? Audit.refuse(tx, caller, what + " vpod " + id, no.refusal())
                    : answer;
        });
    }

    @FunctionalInterface
    private interface Change {
        Answer<Vpod> apply(Tx tx, VpodRow row);
    }

    private static Answer<Vpod> wrong(VpodRow row, String why) {
        return Answer.refused(RefusalCode.WRONG_STATE, "Vpod %s is %s: %s.".formatted(row.id(), row.state(), why));
    }

    private static String unknown(VpodId id) {
        return "There is no vpod " + id + ". List the vpods to see which there are.";
    }
}
