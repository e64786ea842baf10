package io.laas.engine.snapshot;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.project.ProjectService;
import io.laas.engine.project.ProjectTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.Sharing;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Snapshots to see, to share and to delete; they are taken through bookings. VIEW sees one's own and what is shared with one,
 * MANAGE_LABS sees all. Only the owner shares; the owner and MANAGE_LABS delete. Thread-safe.
 */
public final class SnapshotService {
    private static final int SHOWN = 40;
    private static final Kept<Snapshot> SNAPSHOT = Kept.by(
            Snapshot::number,
            (tx, number) -> new SnapshotTable(tx).find(Long.parseLong(number)).orElseThrow());

    private final Store store;
    private final Once once;

    public SnapshotService(Store store) {
        this.store = store;
        this.once = new Once(store);
    }

    /** How a snapshot that was asked for is found again. */
    public static Kept<Snapshot> kept() {
        return SNAPSHOT;
    }

    /** Lists those that are there or being made, by lab and name; nothing without the right VIEW. */
    public List<Snapshot> list(Optional<LabId> lab, Caller caller) {
        return caller.has(Right.VIEW)
                ? store.read(tx -> new SnapshotTable(tx)
                        .list(viewer(caller)).stream()
                                .filter(s -> SnapshotDesk.in(s, lab))
                                .toList())
                : List.of();
    }

    public Answer<Snapshot> find(Optional<LabId> lab, String name, Caller caller) {
        return caller.has(Right.VIEW)
                ? store.read(tx -> one(tx, lab, name, caller))
                : Answer.refused(RefusalCode.FORBIDDEN, "Seeing snapshots needs the right VIEW.");
    }

    private static Answer<Snapshot> one(Tx tx, Optional<LabId> lab, String name, Caller caller) {
        List<Snapshot> found = new SnapshotTable(tx)
                .named(name, viewer(caller)).stream()
                        .filter(s -> SnapshotDesk.in(s, lab))
                        .toList();
        if (found.size() > 1) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "Several labs have a snapshot %s; say of which: %s."
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            found.stream()
                                                    .map(s -> s.lab().value())
                                                    .toList())));
        }
        return found.stream()
                .findFirst()
                .map(Answer::done)
                .orElseGet(() -> Answer.refused(
                        RefusalCode.UNKNOWN_SNAPSHOT,
                        "There is no snapshot %s that you may see. List the snapshots to see which there are."
                                .formatted(Names.clean(name, SHOWN))));
    }

    private static SnapshotTable.Viewer viewer(Caller caller) {
        return new SnapshotTable.Viewer(caller.user(), caller.managesLabs());
    }

    public Answer<Snapshot> share(Optional<LabId> lab, String name, Sharing sharing, Caller caller) {
        return change("sharing", lab, name, caller, (tx, s) -> {
            if (!s.owner().equals(caller.user())) {
                return notYours(s, "share");
            }
            Optional<Refusal> strangers = sharing.project()
                    .filter(p -> !new ProjectTable(tx).isMember(p, caller.user()))
                    .map(p -> Refusal.of(RefusalCode.UNKNOWN_PROJECT, ProjectService.unknown(p)));
            if (strangers.isPresent()) {
                return Answer.refused(strangers.get());
            }
            new SnapshotTable(tx).share(s.number(), sharing);
            return changed(tx, s, caller);
        });
    }

    /** Takes it out of what can be booked; bookings that use it keep it, and its files go after the last of them. */
    public Answer<Snapshot> delete(Optional<LabId> lab, String name, Caller caller) {
        return change("deleting", lab, name, caller, (tx, s) -> {
            if (!s.owner().equals(caller.user()) && !caller.managesLabs()) {
                return notYours(s, "delete");
            }
            if (s.state() == SnapshotState.MAKING) {
                return Answer.refused(
                        RefusalCode.WRONG_STATE,
                        "Snapshot %s is being made (%s). Cancel that operation, or wait for its end."
                                .formatted(
                                        s.name(),
                                        s.operation().map(String::valueOf).orElse("")));
            }
            new SnapshotTable(tx).become(s.number(), SnapshotState.DELETED, s.bytes());
            return changed(tx, s, caller);
        });
    }

    private static Answer<Snapshot> changed(Tx tx, Snapshot s, Caller caller) {
        Snapshot now = new SnapshotTable(tx).find(s.number()).orElseThrow();
        new SnapshotDesk(tx).tell(now, caller.actor());
        return Answer.done(now);
    }

    private static Answer<Snapshot> notYours(Snapshot s, String what) {
        return Answer.refused(
                RefusalCode.FORBIDDEN,
                "Snapshot %s belongs to %s, who may %s it.".formatted(s.name(), s.owner(), what));
    }

    private Answer<Snapshot> change(
            String what,
            Optional<LabId> lab,
            String name,
            Caller caller,
            BiFunction<Tx, Snapshot, Answer<Snapshot>> work) {
        String whole = what + " a snapshot";
        return once.write(caller, SNAPSHOT, tx -> {
            if (!caller.has(Right.BOOK) && !caller.managesLabs()) {
                return Audit.forbid(tx, caller, whole, Right.BOOK);
            }
            Answer<Snapshot> answer = one(tx, lab, name, caller)
                    .map(s -> new SnapshotTable(tx).lock(s.number()))
                    .then(s -> work.apply(tx, s));
            return answer instanceof Answer.Refused<Snapshot> no
                    ? Audit.refuse(tx, caller, whole, no.refusal())
                    : answer;
        });
    }
}
