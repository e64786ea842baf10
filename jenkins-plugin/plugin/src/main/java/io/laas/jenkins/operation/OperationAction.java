package io.laas.jenkins.operation;

import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import io.laas.model.OperationId;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.TaskName;
import io.laas.model.travel.OutcomeJson;
import io.laas.provisioner.Provisioner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a run which operation it does, and remembers with the run which tasks are done. Two operations are two runs, one
 * operation is not queued twice. Thread-safe.
 */
public final class OperationAction extends InvisibleAction implements Queue.QueueAction {
    private final String operation;
    private final String kind;
    private final Set<String> done = new LinkedHashSet<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private String saved;

    OperationAction(OperationId operation, OperationKind kind) {
        this.operation = operation.toString();
        this.kind = kind.name();
    }

    /** Returns the number of the operation: {@code o-41}. */
    public String getOperation() {
        return operation;
    }

    OperationId id() {
        return OperationId.parse(operation);
    }

    OperationKind kind() {
        return OperationKind.valueOf(kind);
    }

    @Override
    public boolean shouldSchedule(List<Action> queued) {
        return queued.stream().noneMatch(a -> a instanceof OperationAction other && other.operation.equals(operation));
    }

    static Optional<OperationAction> of(Run<?, ?> run) {
        return Optional.ofNullable(run.getAction(OperationAction.class));
    }

    synchronized Set<String> done() {
        return new LinkedHashSet<>(done);
    }

    /** Returns the disks that its tasks have saved. */
    synchronized List<SavedDisk> saved() {
        return saved != null && OutcomeJson.read(saved) instanceof OperationOutcome.Succeeded kept
                ? kept.saved()
                : List.of();
    }

    synchronized Optional<String> failure(String task) {
        return Optional.ofNullable(failures.get(task));
    }

    /** A task is about to run: what comes after it counts as not done. */
    void begin(Run<?, ?> run, String task) throws IOException {
        synchronized (this) {
            failures.remove(task);
            saved = null;
            boolean later = false;
            for (List<TaskName> group : Provisioner.tasks(kind())) {
                if (later) {
                    group.forEach(t -> done.remove(t.name()));
                }
                later |= group.stream().anyMatch(t -> t.name().equals(task));
            }
            done.remove(task);
        }
        run.save();
    }

    void done(Run<?, ?> run, Set<String> tasks) throws IOException {
        synchronized (this) {
            done.addAll(tasks);
            failures.keySet().removeAll(tasks);
        }
        run.save();
    }

    /** Remembers the disks that a task has saved. */
    synchronized void saved(OperationOutcome.Succeeded outcome) {
        saved = OutcomeJson.write(new OperationOutcome.Succeeded(Optional.empty(), outcome.saved()));
    }

    void failed(Run<?, ?> run, String task, String why) throws IOException {
        synchronized (this) {
            failures.put(task, why);
        }
        run.save();
    }
}
