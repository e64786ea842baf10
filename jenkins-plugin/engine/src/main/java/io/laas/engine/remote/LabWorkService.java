package io.laas.engine.remote;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.Store;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * What workers of labs elsewhere do. Every call needs SERVE_LAB and concerns the one lab that the caller's account serves; work of
 * other labs is unknown to it. Calls can be repeated: the number of the claim makes each count once. Thread-safe.
 */
public final class LabWorkService {
    private final Store store;
    private final Catalogue catalogue;
    private final RemoteOperations operations;
    private final WorkDesk desk;
    private final Set<Consumer<LabId>> listeners = new CopyOnWriteArraySet<>();

    LabWorkService(Store store, Catalogue catalogue, RemoteOperations operations) {
        this.store = store;
        this.catalogue = catalogue;
        this.operations = operations;
        this.desk = new WorkDesk(store, operations);
        operations.onWork(lab -> listeners.forEach(l -> l.accept(lab)));
    }

    /** Tells the listener, quickly and on any thread, when a lab has something to do. */
    public Listening listen(Consumer<LabId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends being told. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns the lab that the caller serves. */
    public Answer<LabId> lab(Caller caller) {
        if (!caller.has(Right.SERVE_LAB)) {
            return Answer.refused(
                    RefusalCode.FORBIDDEN,
                    "This needs the right SERVE_LAB, which %s does not have here. Ask an admin of the controller."
                            .formatted(caller.user()));
        }
        return store.read(tx -> new RemoteLabTable(tx).servedBy(caller.user()))
                .map(lab -> Answer.done(lab.id()))
                .orElseGet(() -> Answer.refused(
                        RefusalCode.FORBIDDEN,
                        "%s is not registered for any lab. An admin of the controller does that with POST /remote-labs."
                                .formatted(caller.user())));
    }

    /**
     * Gives out the lab's oldest question, or else its oldest operation that no worker has, for a lease.
     *
     * @param withOperations whether there is room for an operation
     */
    public Answer<Optional<ClaimedWork>> claim(WorkerSession session, boolean withOperations, Caller caller) {
        return lab(caller).map(lab -> desk.claim(lab, session, withOperations));
    }

    /**
     * Lets the leases of what the session has begin anew, and remembers how hosts of the lab answer.
     *
     * @param trouble what is wrong with the lab file of the worker, if anything
     */
    public Answer<Held> heartbeat(
            WorkerSession session, Map<HostId, HostStatus> hosts, Optional<String> trouble, Caller caller) {
        return lab(caller).map(lab -> {
            Held held = desk.heartbeat(lab, session);
            operations.troubled(lab, session.worker(), trouble);
            catalogue
                    .lab(lab)
                    .ifPresent(known -> hosts.forEach((host, status) -> {
                        if (known.host(host).isPresent()) {
                            operations.told(host, status);
                            catalogue.put(host, status);
                        }
                    }));
            return held;
        });
    }

    /** Writes how tasks stand; returns whether the operation was asked to stop. Refused with CLAIM_LOST if it was given away. */
    public Answer<Boolean> report(Claim claim, List<TaskReport> tasks, Caller caller) {
        return lab(caller).then(lab -> desk.report(lab, claim, tasks));
    }

    /** Writes the end of an operation. Refused with CLAIM_LOST if it was given away, with INVALID if the access cannot be. */
    public Answer<Boolean> finish(Claim claim, OperationOutcome outcome, Caller caller) {
        return lab(caller).then(lab -> desk.finish(lab, claim, outcome));
    }

    /**
     * Answers a question. Refused with CLAIM_LOST if nobody waits any more.
     *
     * @param id of the question
     * @param claim its number
     * @param trouble why the host cannot be asked; empty: the answer counts
     */
    public Answer<Boolean> answer(String id, long claim, WorkAnswer answer, Optional<String> trouble, Caller caller) {
        return lab(caller).then(lab -> desk.answer(lab, id, claim, new WorkDesk.Answered(answer, trouble)));
    }
}
