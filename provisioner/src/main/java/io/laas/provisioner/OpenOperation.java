package io.laas.provisioner;

import io.laas.model.Names;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskName;
import io.laas.provisioner.work.Task;
import io.laas.provisioner.work.TaskRun;
import java.util.List;
import java.util.Optional;

/**
 * An operation on a vpod that is run task by task. It remembers what is done for as long as it is open; one that is opened
 * anew remembers nothing and does earlier tasks again, which converges. Thread-safe: tasks of one group may be asked for from
 * several threads, and an earlier task that all of them need runs once. On a simulated host every report says so.
 */
public final class OpenOperation implements AutoCloseable {
    private static final int MAX_NAME = 60;

    private final OperationKind kind;
    private final Worksite site;
    private final TaskRun tasks;
    private final List<List<TaskName>> names;
    private volatile boolean closed;

    OpenOperation(OperationKind kind, Worksite site) {
        this.kind = kind;
        this.site = site;
        Optional<PodAccess> access = kind == OperationKind.REMOVE
                ? Optional.empty()
                : Optional.of(site.layout().access(site.plan()));
        Recipes recipes = new Recipes(site);
        List<List<Task>> stages = recipes.of(kind);
        this.names = stages.stream()
                .map(stage -> stage.stream()
                        .map(t -> new TaskName(t.name(), t.title()))
                        .toList())
                .toList();
        this.tasks = new TaskRun(
                toString(), stages, site.gang(), () -> new OperationOutcome.Succeeded(access, recipes.saved()));
    }

    /**
     * Returns the tasks in their order, with those of the plan's installer and of the lab's own; those of an inner list may run
     * side by side.
     */
    public List<List<TaskName>> tasks() {
        return names;
    }

    /**
     * Runs one task, and before it those of earlier groups that are not done. A task that is done already is run again, and
     * later groups then count as not done. What follows the last built-in task is run with it. Returns when nothing of that goes on any more; trouble with the host ends as
     * {@link OperationOutcome.Failed}, also of an earlier task, and interrupting the calling thread cancels. If another thread
     * has a task in hand, this one waits for it and shares its success or failure; reports go to the thread that has it.
     *
     * @param task its name
     * @param progress hears every change of the tasks that run, from several threads; nothing of those that do not
     * @throws IllegalArgumentException if the operation has no such task
     * @throws IllegalStateException if it is closed
     */
    public OperationOutcome run(String task, ProgressListener progress, CancelSignal cancel) {
        if (closed) {
            throw new IllegalStateException(
                    "%s is closed; open it anew to run its task '%s'".formatted(this, Names.clean(task, MAX_NAME)));
        }
        return Simulation.marking(
                kind, site.plan(), progress, marked -> tasks.one(goal(task), marked, stoppedBy(cancel)));
    }

    /** Whoever knows the built-in tasks alone has everything done by asking for the last of them. */
    private String goal(String task) {
        List<List<TaskName>> builtIn = Provisioner.tasks(kind);
        boolean last =
                builtIn.get(builtIn.size() - 1).stream().anyMatch(t -> t.name().equals(task));
        TaskName end = names.get(names.size() - 1).get(0);
        return last && names.size() > builtIn.size() ? end.name() : task;
    }

    OperationOutcome runAll(ProgressListener progress, CancelSignal cancel) {
        return Simulation.marking(kind, site.plan(), progress, marked -> tasks.all(marked, stoppedBy(cancel)));
    }

    private CancelSignal stoppedBy(CancelSignal cancel) {
        return () -> closed || cancel.isCancelled();
    }

    /** Lets go of the host. Tasks that run meanwhile in other threads stop at their next safe point. */
    @Override
    public void close() {
        closed = true;
        site.hypervisor().close();
    }

    @Override
    public String toString() {
        return "operation %s on vpod %s".formatted(kind, site.plan().vpod());
    }
}
