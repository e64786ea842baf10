package io.laas.provisioner.work;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskState;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the stages of an operation one after the other, the tasks of a stage side by side, up to the first that fails. */
public final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final List<List<Task>> stages;
    private final Map<Task, TaskProgress> progress = new LinkedHashMap<>();

    public TaskRun(List<List<Task>> stages, ProgressListener listener) {
        this.stages = stages;
        stages.forEach(stage -> stage.forEach(task -> progress.put(task, new TaskProgress(task, listener))));
    }

    /** Never throws for trouble with the host; see {@link OperationOutcome}. */
    public OperationOutcome run(Gang gang, CancelSignal cancel, Optional<PodAccess> access) {
        progress.values().forEach(TaskProgress::waiting);
        try {
            for (List<Task> stage : stages) {
                Waits.stopIf(cancel);
                gang.each(stage, cancel, this::run);
            }
            return new OperationOutcome.Succeeded(access);
        } catch (TaskFailed failed) {
            close(TaskState.SKIPPED, "not reached, because " + failed.task + " failed");
            return new OperationOutcome.Failed(failed.task, failed.getMessage(), failed.consoleTail);
        } catch (HypervisorException cancelled) {
            close(TaskState.CANCELLED, "cancelled");
            return new OperationOutcome.Cancelled();
        }
    }

    private void run(Task task, CancelSignal stop) {
        TaskProgress mine = progress.get(task);
        mine.running();
        try {
            task.body().run(mine, stop);
            mine.ended();
        } catch (OperationFailure failure) {
            throw failed(task, failure, failure.consoleTail());
        } catch (HypervisorException trouble) {
            if (trouble.reason() == Reason.CANCELLED) {
                mine.ended(TaskState.CANCELLED, "stopped");
                throw trouble;
            }
            throw failed(task, trouble, "");
        } catch (RuntimeException defect) {
            LOG.error("task {} failed unexpectedly", task.name(), defect);
            throw failed(task, defect, "");
        }
    }

    private TaskFailed failed(Task task, RuntimeException cause, String consoleTail) {
        String reason = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        progress.get(task).ended(TaskState.FAILED, reason);
        return new TaskFailed(task.name(), reason, consoleTail, cause);
    }

    private void close(TaskState state, String why) {
        progress.values().stream().filter(TaskProgress::isWaiting).forEach(p -> p.ended(state, why));
    }

    private static final class TaskFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String task;
        private final String consoleTail;

        TaskFailed(String task, String reason, String consoleTail, Throwable cause) {
            super(reason, cause);
            this.task = task;
            this.consoleTail = consoleTail;
        }
    }
}
