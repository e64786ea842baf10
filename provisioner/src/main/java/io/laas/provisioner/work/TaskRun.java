package io.laas.provisioner.work;

import io.laas.model.Names;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskState;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one operation, run in stages one after the other, those of a stage side by side, up to the first that fails.
 * Remembers what is done. Thread-safe: a task runs in one thread at a time, and whoever needs it meanwhile waits for its end.
 */
public final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);
    private static final int MAX_NAME = 60;

    private final String operation;
    private final List<List<Task>> stages;
    private final Gang gang;
    private final Supplier<OperationOutcome.Succeeded> success;
    private final Set<Task> done = new HashSet<>();
    private final Map<Task, Turn> turns = new HashMap<>();

    /**
     * @param operation what people call it
     * @param success what has come of it when all went well
     */
    public TaskRun(String operation, List<List<Task>> stages, Gang gang, Supplier<OperationOutcome.Succeeded> success) {
        this.operation = operation;
        this.stages = stages;
        this.gang = gang;
        this.success = success;
    }

    /** Runs everything; reports every task as waiting first, and at the end those that were not reached. */
    public OperationOutcome all(ProgressListener listener, CancelSignal cancel) {
        Map<Task, TaskProgress> progress = progress(stages, listener);
        progress.values().forEach(TaskProgress::waiting);
        OperationOutcome outcome = run(stages, progress, cancel);
        if (outcome instanceof OperationOutcome.Failed failed) {
            close(progress.values(), TaskState.SKIPPED, "not reached, because " + failed.task() + " failed");
        } else if (outcome instanceof OperationOutcome.Cancelled) {
            close(progress.values(), TaskState.CANCELLED, "cancelled");
        }
        return outcome;
    }

    /**
     * Runs one task, and before it what is not done of earlier stages. If the task is done already it is run again, and the
     * later stages count as not done.
     *
     * @throws IllegalArgumentException if there is no such task
     */
    public OperationOutcome one(String name, ProgressListener listener, CancelSignal cancel) {
        List<List<Task>> route = routeTo(name);
        return run(route, progress(route, listener), cancel);
    }

    private List<List<Task>> routeTo(String name) {
        List<List<Task>> route = new ArrayList<>();
        for (List<Task> stage : stages) {
            Optional<Task> asked =
                    stage.stream().filter(t -> t.name().equals(name)).findFirst();
            if (asked.isPresent()) {
                route.add(List.of(asked.get()));
                forget(asked.get(), stages.subList(route.size(), stages.size()));
                return route;
            }
            route.add(stage);
        }
        throw new IllegalArgumentException("%s has no task '%s'; its tasks are %s"
                .formatted(
                        operation,
                        Names.clean(name, MAX_NAME),
                        stages.stream().flatMap(List::stream).map(Task::name).collect(Collectors.joining(", "))));
    }

    private synchronized void forget(Task task, List<List<Task>> later) {
        done.remove(task);
        later.forEach(done::removeAll);
    }

    private static Map<Task, TaskProgress> progress(List<List<Task>> route, ProgressListener listener) {
        Map<Task, TaskProgress> progress = new LinkedHashMap<>();
        route.forEach(stage -> stage.forEach(task -> progress.put(task, new TaskProgress(task, listener))));
        return progress;
    }

    /** Never throws for trouble with the host; see {@link OperationOutcome}. */
    private OperationOutcome run(List<List<Task>> route, Map<Task, TaskProgress> progress, CancelSignal cancel) {
        try {
            for (List<Task> stage : route) {
                Waits.stopIf(cancel);
                gang.each(stage, cancel, (task, stop) -> ensureDone(task, progress.get(task), stop));
            }
            return success.get();
        } catch (TaskFailed failed) {
            return new OperationOutcome.Failed(failed.task(), failed.getMessage(), failed.consoleTail());
        } catch (HypervisorException cancelled) {
            return new OperationOutcome.Cancelled();
        }
    }

    /** Shares a failure of the thread that has the task in hand, but not its cancellation: then it is this thread's turn. */
    private void ensureDone(Task task, TaskProgress progress, CancelSignal stop) {
        Turn mine = new Turn();
        for (Optional<Turn> turn = claim(task, mine); turn.isPresent(); turn = claim(task, mine)) {
            if (turn.get() == mine) {
                take(mine, task, () -> run(task, progress, stop));
                return;
            }
            turn.get().await(stop);
        }
    }

    /** Returns whose turn it is; nothing if the task is done. */
    private synchronized Optional<Turn> claim(Task task, Turn mine) {
        if (done.contains(task)) {
            return Optional.empty();
        }
        return Optional.of(turns.computeIfAbsent(task, t -> mine));
    }

    private void take(Turn mine, Task task, Runnable work) {
        try {
            work.run();
            synchronized (this) {
                done.add(task);
            }
        } catch (TaskFailed failed) {
            mine.failed(failed);
            throw failed;
        } finally {
            synchronized (this) {
                turns.remove(task);
            }
            mine.end();
        }
    }

    private static void run(Task task, TaskProgress mine, CancelSignal stop) {
        mine.running();
        try {
            task.body().run(mine, stop);
            mine.ended();
        } catch (OperationFailure failure) {
            throw failed(task, mine, failure, failure.consoleTail());
        } catch (HypervisorException trouble) {
            if (trouble.reason() == Reason.CANCELLED) {
                mine.ended(TaskState.CANCELLED, "stopped");
                throw trouble;
            }
            throw failed(task, mine, trouble, "");
        } catch (RuntimeException defect) {
            LOG.error("task {} failed unexpectedly", task.name(), defect);
            throw failed(task, mine, defect, "");
        }
    }

    private static TaskFailed failed(Task task, TaskProgress mine, RuntimeException cause, String consoleTail) {
        String reason = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        mine.ended(TaskState.FAILED, reason);
        return new TaskFailed(task.name(), reason, consoleTail, cause);
    }

    private static void close(Collection<TaskProgress> tasks, TaskState state, String why) {
        tasks.stream().filter(TaskProgress::isWaiting).forEach(p -> p.ended(state, why));
    }
}
