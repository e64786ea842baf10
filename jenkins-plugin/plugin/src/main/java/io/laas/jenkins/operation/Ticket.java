package io.laas.jenkins.operation;

import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.model.OperationId;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.provisioner.Provisioner;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * One operation as this process had it handed over by the engine. Told to the engine: that it began, how its tasks go on and,
 * once, its end. Thread-safe.
 */
final class Ticket {
    private static final Logger LOG = Logger.getLogger(Ticket.class.getName());
    private static final Set<TaskState> STILL = EnumSet.of(TaskState.WAITING, TaskState.RUNNING);
    private static final int ALL = 100;
    private static final int RUNS = 3;

    private final OperationOrder order;
    private final OperationListener listener;
    private final Map<String, TaskState> states = new LinkedHashMap<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<String> former = new HashSet<>();
    private String run = "";
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean cancelled;

    Ticket(OperationOrder order, OperationListener listener) {
        this.order = order;
        this.listener = listener;
    }

    OperationOrder order() {
        return order;
    }

    OperationId id() {
        return order.id();
    }

    List<List<TaskName>> tasks() {
        return Provisioner.tasks(order.kind());
    }

    /** Returns whether the run may do the operation: the first that asks, and nobody else. */
    synchronized boolean claim(String asking) {
        if (former.contains(asking)) {
            return false;
        }
        if (run.isEmpty()) {
            run = asking;
        }
        return run.equals(asking);
    }

    /** Takes the operation from its run, for a new one; returns false if that was done too often. */
    synchronized boolean again() {
        if (former.size() == RUNS) {
            return false;
        }
        former.add(run);
        run = "";
        return true;
    }

    /** Returns which run does the operation; empty while none does. */
    synchronized String run() {
        return run;
    }

    /** Returns whether nobody has seen to a run for it before; whoever hears that, sees to it. */
    boolean schedule() {
        return scheduled.compareAndSet(false, true);
    }

    /** Marks that it shall stop. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean hasEnded() {
        return ended.get();
    }

    /**
     * The run has begun, or goes on in this process.
     *
     * @param done tasks that were done before
     */
    void begun(Set<String> done) {
        listener.started();
        for (List<TaskName> group : tasks()) {
            for (TaskName task : group) {
                TaskState before = done.contains(task.name()) ? TaskState.DONE : TaskState.WAITING;
                if (note(task.name(), before) && before == TaskState.WAITING) {
                    listener.taskChanged(report(task, before, ""));
                }
            }
        }
    }

    private synchronized boolean note(String task, TaskState state) {
        return states.putIfAbsent(task, state) == null;
    }

    /** A task has changed. */
    void heard(TaskReport report) {
        synchronized (this) {
            states.put(report.task(), report.state());
        }
        if (!hasEnded()) {
            listener.taskChanged(report);
        }
    }

    synchronized Optional<TaskState> state(String task) {
        return Optional.ofNullable(states.get(task));
    }

    /** Tells the engine the end, once; every further call does nothing. */
    void finish(OperationOutcome outcome) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        LOG.info(() -> "Operation %s (%s of %s) ended: %s"
                .formatted(id(), order.kind(), order.plan().vpod(), told(outcome)));
        closeTasks(outcome);
        listener.finished(outcome);
    }

    private void closeTasks(OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Failed failed) {
            closeTasks(TaskState.SKIPPED, "not reached, because " + failed.task() + " failed");
        } else if (outcome instanceof OperationOutcome.Cancelled) {
            closeTasks(TaskState.CANCELLED, "cancelled");
        }
    }

    private void closeTasks(TaskState how, String why) {
        for (List<TaskName> group : tasks()) {
            for (TaskName task : group) {
                if (STILL.contains(state(task.name()).orElse(TaskState.DONE))) {
                    listener.taskChanged(report(task, how, why));
                }
            }
        }
    }

    private static TaskReport report(TaskName task, TaskState state, String message) {
        return new TaskReport(task.name(), task.title(), state, state == TaskState.DONE ? ALL : 0, message);
    }

    private static String told(OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Failed failed) {
            return "failed in " + failed.task() + ": " + failed.reason();
        }
        return outcome instanceof OperationOutcome.Cancelled ? "cancelled" : "succeeded";
    }
}
