package io.laas.engine.operation;

import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work on a vpod, as stored.
 *
 * @param booking the booking it is done for, if any
 * @param tasks in the order in which they were first heard of
 * @param reason why it failed
 * @param consoleTail last lines of the console of the machine that failed
 */
public record Operation(
        OperationId id,
        VpodId vpod,
        Optional<BookingId> booking,
        OperationKind kind,
        OperationState state,
        List<OperationTask> tasks,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> reason,
        Optional<String> consoleTail) {
    private static final int ALL = 100;

    public Operation {
        tasks = List.copyOf(tasks);
    }

    /** Returns how much is done, 0 … 100: the mean over its tasks; 100 once it succeeded. */
    public int percent() {
        if (state == OperationState.SUCCEEDED) {
            return ALL;
        }
        return (int) tasks.stream().mapToInt(Operation::percentOf).average().orElse(0);
    }

    private static int percentOf(OperationTask task) {
        return task.state() == TaskState.DONE || task.state() == TaskState.SKIPPED ? ALL : task.percent();
    }
}
