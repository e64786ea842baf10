package io.laas.jenkins.operation;

import io.laas.engine.port.OperationOrder;
import io.laas.model.Names;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.TaskName;
import io.laas.provisioner.Provisioner;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Finds out what a run's end means for its operation. */
final class Ending {
    private static final String PIPELINE = "pipeline";
    private static final int MAX_REASON = 1000;

    private final OperationAction action;
    private final FlowExecution flow;

    Ending(OperationAction action, FlowExecution flow) {
        this.action = action;
        this.flow = flow;
    }

    /** The body ended well: all tasks must be done then. */
    OperationOutcome withoutTrouble(Optional<OperationOrder> order) {
        Set<String> done = action.done();
        List<String> missing = Provisioner.tasks(action.kind()).stream()
                .flatMap(List::stream)
                .map(TaskName::name)
                .filter(t -> !done.contains(t))
                .toList();
        if (missing.isEmpty()) {
            return new OperationOutcome.Succeeded(
                    action.kind() == OperationKind.REMOVE ? Optional.empty() : order.map(Ending::access),
                    action.saved());
        }
        String first = missing.get(0);
        return action.failure(first)
                .map(why -> new OperationOutcome.Failed(first, why, ""))
                .orElseGet(() -> new OperationOutcome.Failed(
                        first,
                        "The Pipeline of the operation did not run: %s. Add a laasTask step for it, end with laasTask() for all that is left, or restore the default pipeline on the job's page."
                                .formatted(String.join(", ", missing)),
                        ""));
    }

    private static PodAccess access(OperationOrder order) {
        return VpodLayout.of(order.plan()).access(order.plan());
    }

    /**
     * The body did not end well.
     *
     * @param cancelled whether the engine wanted it to stop
     */
    OperationOutcome of(Throwable why, boolean cancelled) {
        for (Throwable one : everything(why)) {
            if (one instanceof TaskFailedException failed) {
                return new OperationOutcome.Failed(failed.task(), failed.reason(), failed.consoleTail());
            }
        }
        if (cancelled || isCancelled(why)) {
            return new OperationOutcome.Cancelled();
        }
        return new OperationOutcome.Failed(PIPELINE, ofPipeline(why), "");
    }

    private static boolean isCancelled(Throwable why) {
        return why instanceof FlowInterruptedException interrupted
                && interrupted.getCauses().stream()
                        .anyMatch(
                                c -> c instanceof CancelledByLab || c instanceof CauseOfInterruption.UserInterruption);
    }

    private String ofPipeline(Throwable why) {
        String what = Optional.ofNullable(why.getMessage())
                .filter(m -> !m.isBlank())
                .orElseGet(() -> why instanceof FlowInterruptedException
                        ? "it was terminated"
                        : why.getClass().getSimpleName());
        String where =
                stage(why).map(s -> "Stage '%s' of the run failed".formatted(s)).orElse("The run failed");
        return Names.clean("%s: %s".formatted(where, what), MAX_REASON);
    }

    private Optional<String> stage(Throwable why) {
        return Optional.ofNullable(flow)
                .map(f -> ErrorAction.findOrigin(why, f))
                .flatMap(Ending::label);
    }

    private static Optional<String> label(FlowNode origin) {
        return origin.getEnclosingBlocks().stream()
                .map(block -> block.getAction(LabelAction.class))
                .filter(label -> label != null)
                .map(LabelAction::getDisplayName)
                .findFirst();
    }

    /** Lists an exception, what caused it and what came beside it. */
    private static Set<Throwable> everything(Throwable why) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(why));
        while (!left.isEmpty()) {
            Throwable one = left.poll();
            if (seen.add(one)) {
                Optional.ofNullable(one.getCause()).ifPresent(left::add);
                left.addAll(List.of(one.getSuppressed()));
            }
        }
        return seen;
    }
}
