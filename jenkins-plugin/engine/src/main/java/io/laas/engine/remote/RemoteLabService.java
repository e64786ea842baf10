package io.laas.engine.remote;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.remote.RemoteLabView.State;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Labs elsewhere: registered by admins, published by their workers. Thread-safe. */
public final class RemoteLabService {
    private static final int MAX_FILE = 900_000;
    private static final int MAX_DIRECTORY = 1000;
    private static final int MAX_PROBLEMS = 10;
    private static final Kept<RemoteLab> LAB = Kept.by(
            RemoteLab::id,
            (tx, id) -> new RemoteLabTable(tx).find(new LabId(id)).orElseThrow());

    private final Store store;
    private final Once once;
    private final LabSet labs;
    private final LabWorkService work;
    private final RemoteOperations elsewhere;

    RemoteLabService(Store store, LabSet labs, LabWorkService work, RemoteOperations elsewhere) {
        this.store = store;
        this.once = new Once(store);
        this.labs = labs;
        this.work = work;
        this.elsewhere = elsewhere;
    }

    /** Lists labs elsewhere for those with MANAGE_LABS; none for others. */
    public List<RemoteLabView> list(Caller caller) {
        return caller.managesLabs() ? store.read(this::views) : List.of();
    }

    private List<RemoteLabView> views(Tx tx) {
        Map<LabId, Map<WorkTable.State, Long>> counts = new WorkTable(tx).counts();
        return new RemoteLabTable(tx)
                .all().stream().map(lab -> view(tx, lab, counts)).toList();
    }

    private RemoteLabView view(Tx tx, RemoteLab lab, Map<LabId, Map<WorkTable.State, Long>> counts) {
        Map<WorkTable.State, Long> count = counts.getOrDefault(lab.id(), Map.of());
        return new RemoteLabView(
                lab,
                state(lab, tx.now()),
                count.getOrDefault(WorkTable.State.QUEUED, 0L),
                count.getOrDefault(WorkTable.State.CLAIMED, 0L),
                elsewhere.trouble(lab.id()));
    }

    private State state(RemoteLab lab, Instant now) {
        if (lab.retired()) {
            return State.RETIRED;
        }
        return lab.seenAt()
                .map(seen -> elsewhere.present(seen, now) ? State.PRESENT : State.LOST)
                .orElse(State.SILENT);
    }

    /** Returns the lab as it stands, for those with MANAGE_LABS. */
    public Optional<RemoteLabView> find(LabId id, Caller caller) {
        return list(caller).stream().filter(v -> v.lab().id().equals(id)).findFirst();
    }

    /** Lets an account serve a lab, and only that one; also another account instead of the present one. Needs MANAGE_LABS. */
    public Answer<RemoteLab> register(LabId id, UserId user, Caller caller) {
        return once.write(caller, LAB, tx -> {
            if (!caller.managesLabs()) {
                return Audit.forbid(tx, caller, "registering lab " + id, Right.MANAGE_LABS);
            }
            new AccountTable(tx).lock(user);
            RemoteLabTable table = new RemoteLabTable(tx);
            Optional<String> taken = taken(table, id, user);
            if (taken.isPresent()) {
                return Audit.refuse(tx, caller, "registering lab " + id, RefusalCode.NAME_TAKEN, taken.get());
            }
            if (table.lock(id).isPresent()) {
                table.serve(id, user);
            } else {
                table.insert(id, user);
            }
            changed(tx, id, "registered", caller);
            tx.afterCommit(labs::apply);
            return Answer.done(table.find(id).orElseThrow());
        });
    }

    private Optional<String> taken(RemoteLabTable table, LabId id, UserId user) {
        if (labs.isHere(id)) {
            return Optional.of(
                    "Lab %s is configured on this controller; a lab elsewhere needs a name of its own.".formatted(id));
        }
        return table.servedBy(user)
                .filter(other -> !other.id().equals(id))
                .map(other ->
                        "%s serves lab %s already; give lab %s an account of its own.".formatted(user, other.id(), id));
    }

    /**
     * Takes a lab out of what can be booked. Its hosts drain: bookings under way go on, and its worker gives back what is there.
     * Needs MANAGE_LABS.
     */
    public Answer<RemoteLab> retire(LabId id, Caller caller) {
        return once.write(caller, LAB, tx -> {
            if (!caller.managesLabs()) {
                return Audit.forbid(tx, caller, "retiring lab " + id, Right.MANAGE_LABS);
            }
            RemoteLabTable table = new RemoteLabTable(tx);
            if (table.lock(id).isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "retiring lab " + id,
                        RefusalCode.UNKNOWN_LAB,
                        "There is no lab %s elsewhere. List them with GET /remote-labs.".formatted(id));
            }
            table.retire(id);
            changed(tx, id, "retired", caller);
            tx.afterCommit(labs::apply);
            return Answer.done(table.find(id).orElseThrow());
        });
    }

    /**
     * Makes what the caller's lab has known, in place of what was known before. Refused with every problem of the file, and with
     * NAME_TAKEN if another lab has a name that it uses.
     *
     * @param file text of the lab file
     * @param directory absolute path from which relative paths in it count
     */
    public Answer<RemoteLab> publish(String file, String directory, Caller caller) {
        return work.lab(caller).then(id -> read(file, directory, id)).then(lab -> {
            synchronized (labs) {
                return publish(lab, file, directory, caller);
            }
        });
    }

    private static Answer<Lab> read(String file, String directory, LabId id) {
        Optional<Path> base = absolute(directory);
        if (base.isEmpty()) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "directory must be an absolute path of at most %d characters, was '%s'"
                            .formatted(MAX_DIRECTORY, Names.clean(directory, 60)));
        }
        if (file.length() > MAX_FILE) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "file must be at most %d characters, was %d; split the lab".formatted(MAX_FILE, file.length()));
        }
        LabFileResult result = LabFile.parse(file, "lab file", base.get());
        if (result instanceof LabFileResult.Bad bad) {
            return Answer.refused(RefusalCode.INVALID, problems(bad.problems()));
        }
        Lab lab = ((LabFileResult.Good) result).lab();
        if (!lab.id().equals(id)) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "The file describes lab %s, but the account serves lab %s. Give the lab that name, or use its own account."
                            .formatted(lab.id(), id));
        }
        return Answer.done(lab);
    }

    private static Optional<Path> absolute(String directory) {
        try {
            return Optional.of(Path.of(directory)).filter(p -> p.isAbsolute() && directory.length() <= MAX_DIRECTORY);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String problems(List<LabProblem> problems) {
        String first =
                problems.stream().limit(MAX_PROBLEMS).map(LabProblem::toString).collect(Collectors.joining("; "));
        int more = problems.size() - MAX_PROBLEMS;
        return more > 0 ? first + "; and " + more + " more problems" : first;
    }

    private Answer<RemoteLab> publish(Lab lab, String file, String directory, Caller caller) {
        Optional<String> clash = labs.clash(lab);
        return once.write(caller, LAB, tx -> {
            if (clash.isPresent()) {
                return Audit.refuse(
                        tx, caller, "publishing lab " + lab.id(), RefusalCode.NAME_TAKEN, clash.get() + ".");
            }
            RemoteLabTable table = new RemoteLabTable(tx);
            RemoteLab before = table.lock(lab.id()).orElseThrow();
            boolean same = before.file().filter(file::equals).isPresent()
                    && before.directory().equals(directory);
            table.publish(lab.id(), file, directory);
            if (!same) {
                changed(tx, lab.id(), "published", caller);
                tx.afterCommit(labs::apply);
            }
            return Answer.done(table.find(lab.id()).orElseThrow());
        });
    }

    private static void changed(Tx tx, LabId id, String change, Caller caller) {
        tx.emit(EventDraft.of(EventType.LAB_CHANGED, caller.actor()).in(id).with("change", change));
    }
}
