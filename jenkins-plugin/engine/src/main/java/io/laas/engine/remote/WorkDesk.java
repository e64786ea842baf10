package io.laas.engine.remote;

import io.laas.engine.Answer;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.operation.Progress;
import io.laas.engine.remote.WorkTable.State;
import io.laas.engine.remote.WorkTable.WorkRow;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.travel.LabWorkJson;
import io.laas.model.travel.OutcomeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where workers of a lab take work and tell of it. Everything told is checked against the claim in the transaction that writes it, so
 * nothing of a claim that was given away counts. Thread-safe.
 */
final class WorkDesk {
    private static final int MAX_TASKS = 200;
    private static final int MAX_SENTENCE = 500;
    private static final String CANCELLED = OutcomeJson.write(new OperationOutcome.Cancelled());

    private final Store store;
    private final RemoteOperations operations;

    WorkDesk(Store store, RemoteOperations operations) {
        this.store = store;
        this.operations = operations;
    }

    /** Gives the lab's oldest question, or else its oldest operation that no worker has. */
    Optional<ClaimedWork> claim(LabId lab, WorkerSession session, boolean withOperations) {
        Optional<ClaimedWork> question = operations.questions().take(lab).map(this::given);
        List<OperationId> over = new ArrayList<>();
        Optional<ClaimedWork> operation = store.write(tx -> {
            over.clear();
            RemoteLabTable labs = new RemoteLabTable(tx);
            labs.lock(lab);
            labs.seen(lab, session.worker());
            return question.isEmpty() && withOperations ? next(tx, lab, session, over) : Optional.empty();
        });
        over.forEach(operations::deliver);
        return question.or(() -> operation);
    }

    private ClaimedWork given(Questions.Question question) {
        return new ClaimedWork(
                question.id(), question.claim(), operations.questions().patience(), LabWorkJson.write(question.work()));
    }

    /** What nobody has any more and was asked to stop is over; it is not given out again. */
    private Optional<ClaimedWork> next(Tx tx, LabId lab, WorkerSession session, List<OperationId> over) {
        WorkTable table = new WorkTable(tx);
        Map<OperationId, Long> running =
                session.running().stream().collect(Collectors.toMap(Claim::operation, Claim::number, Math::max));
        for (WorkRow row : table.open(lab)) {
            boolean lostOnTheWay = row.session().equals(session.id()) && !running.containsKey(row.operation());
            if (row.held(tx.now()) && !lostOnTheWay) {
                continue;
            }
            if (row.cancelled()) {
                table.finish(row.operation(), CANCELLED);
                over.add(row.operation());
                continue;
            }
            table.claim(row.operation(), session.id(), tx.now().plus(operations.lease()));
            Progress.began(tx, row.operation());
            return Optional.of(
                    new ClaimedWork(row.operation().toString(), row.claim() + 1, operations.lease(), row.work()));
        }
        return Optional.empty();
    }

    /** Lets the leases of what the session has begin anew. */
    Held heartbeat(LabId lab, WorkerSession session) {
        return store.write(tx -> {
            RemoteLabTable labs = new RemoteLabTable(tx);
            labs.lock(lab);
            labs.seen(lab, session.worker());
            List<OperationId> stop = new ArrayList<>();
            List<OperationId> lost = new ArrayList<>();
            for (Claim claim : session.running()) {
                WorkTable table = new WorkTable(tx);
                Optional<WorkRow> row = table.lock(claim.operation()).filter(r -> isHeld(r, lab, claim.number()));
                if (row.isEmpty()) {
                    lost.add(claim.operation());
                    continue;
                }
                table.extend(claim.operation(), tx.now().plus(operations.lease()));
                if (row.get().cancelled()) {
                    stop.add(claim.operation());
                }
            }
            return new Held(stop, lost, operations.lease());
        });
    }

    /** Writes how tasks stand; returns whether the operation was asked to stop. */
    Answer<Boolean> report(LabId lab, Claim claim, List<TaskReport> reports) {
        return store.write(tx -> held(tx, lab, claim).then(row -> {
            if (new OperationTable(tx)
                    .whole(claim.operation()).stream()
                            .map(Operation::tasks)
                            .anyMatch(tasks -> tasks.size() + reports.size() > MAX_TASKS)) {
                return Answer.refused(
                        RefusalCode.INVALID,
                        "Operation %s would have more than %d tasks; report steps as messages of one task."
                                .formatted(claim.operation(), MAX_TASKS));
            }
            reports.forEach(report -> Progress.heard(tx, claim.operation(), report));
            new WorkTable(tx).extend(claim.operation(), tx.now().plus(operations.lease()));
            return Answer.done(row.cancelled());
        }));
    }

    /** Writes the end; told once more with the same claim it is well, too. */
    Answer<Boolean> finish(LabId lab, Claim claim, OperationOutcome outcome) {
        Answer<Boolean> answer = store.write(tx -> {
            WorkTable table = new WorkTable(tx);
            Optional<WorkRow> row = table.lock(claim.operation());
            if (row.filter(r -> r.lab().equals(lab) && r.state() == State.DONE && r.claim() == claim.number())
                    .isPresent()) {
                return Answer.done(row.get().cancelled());
            }
            return held(tx, lab, claim).then(held -> end(table, held, outcome));
        });
        if (answer instanceof Answer.Done<Boolean>) {
            operations.deliver(claim.operation());
            operations.wake(lab);
        }
        return answer;
    }

    private static Answer<Boolean> end(WorkTable table, WorkRow row, OperationOutcome outcome) {
        LabWork.Operation work = (LabWork.Operation) LabWorkJson.read(row.work());
        Optional<String> problem = outcome instanceof OperationOutcome.Succeeded succeeded
                ? AccessCheck.problem(succeeded, work.plan())
                : Optional.empty();
        if (problem.isPresent()) {
            return Answer.refused(RefusalCode.INVALID, problem.get());
        }
        if (row.changed() && !row.cancelled()) {
            table.requeue(row.operation());
        } else {
            table.finish(row.operation(), OutcomeJson.write(outcome));
        }
        return Answer.done(row.cancelled());
    }

    /** Passes the answer on to whoever waits for it. */
    Answer<Boolean> answer(LabId lab, String id, long claim, Answered answered) {
        return operations
                .questions()
                .open(lab, id, claim)
                .map(question -> passOn(question, answered))
                .orElseGet(() -> Answer.refused(
                        RefusalCode.CLAIM_LOST,
                        "Nobody waits for an answer to %s with this claim (any more).".formatted(Names.clean(id, 20))));
    }

    /**
     * What came of a question.
     *
     * @param trouble why the host cannot be asked
     */
    record Answered(WorkAnswer answer, Optional<String> trouble) {}

    private static Answer<Boolean> passOn(Questions.Question question, Answered answered) {
        if (answered.trouble().isPresent()) {
            String why = Names.clean(answered.trouble().get(), MAX_SENTENCE);
            question.answer().completeExceptionally(new Unanswerable(why));
        } else {
            question.answer().complete(answered.answer());
        }
        return Answer.done(false);
    }

    /** Why a host cannot be asked, as its lab tells. */
    private static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswerable(String why) {
            super(why, null, false, false);
        }
    }

    private static Answer<WorkRow> held(Tx tx, LabId lab, Claim claim) {
        Optional<WorkRow> row =
                new WorkTable(tx).lock(claim.operation()).filter(r -> r.lab().equals(lab));
        if (row.isEmpty()) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_WORK, "Lab %s has no operation %s.".formatted(lab, claim.operation()));
        }
        Function<WorkRow, Answer<WorkRow>> lost = r -> Answer.refused(
                RefusalCode.CLAIM_LOST,
                "Claim %d of operation %s does not count any more (%s). Stop it and tell nothing more of it."
                        .formatted(
                                claim.number(),
                                claim.operation(),
                                r.state() == State.DONE ? "it is over" : "its lease ran out and it was given away"));
        return isHeld(row.get(), lab, claim.number()) ? Answer.done(row.get()) : lost.apply(row.get());
    }

    /** A lease that has run out still counts while nobody else has the work. */
    private static boolean isHeld(WorkRow row, LabId lab, long claim) {
        return row.lab().equals(lab) && row.state() == State.CLAIMED && row.claim() == claim;
    }
}
