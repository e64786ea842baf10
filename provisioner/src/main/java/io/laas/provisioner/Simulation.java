package io.laas.provisioner;

import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import java.util.Map;
import java.util.function.Function;

/**
 * Says of everything an operation on a simulated host reports that it is simulated. The tasks know nothing of it: they talk to
 * the host as to any other.
 */
final class Simulation {
    /** What a task did not do, though its own words sound as if it had. */
    private static final Map<String, String> NOT_DONE = Map.ofEntries(
            Map.entry("networks", "no bridge was made"),
            Map.entry("disks", "nothing was written to a disk"),
            Map.entry("machines", "no machine was started"),
            Map.entry("access", "no key was put anywhere"),
            Map.entry("check", "no machine was started, so none was asked"),
            Map.entry("revert", "no memory or disk was brought back"),
            Map.entry("verify", "only libvirt's books were looked at"),
            Map.entry("rebuild", "no machine was started"),
            Map.entry("freeze", "no memory or disk was saved"),
            Map.entry("pause", "no machine was started"),
            Map.entry("act", "nothing was done to any machine"),
            Map.entry("ready", "no machine was asked"),
            Map.entry("copy", "no disk was copied"),
            Map.entry("seal", "nothing was read back"));

    private Simulation() {}

    /** Runs work that reports to the listener it is given; what comes of it is marked if the plan's host is simulated. */
    static OperationOutcome marking(
            OperationKind kind,
            VpodPlan plan,
            ProgressListener progress,
            Function<ProgressListener, OperationOutcome> work) {
        return plan.host().simulated() ? marked(work.apply(marked(kind, progress))) : work.apply(progress);
    }

    private static ProgressListener marked(OperationKind kind, ProgressListener listener) {
        return report -> listener.taskChanged(
                new TaskReport(report.task(), report.title(), report.state(), report.percent(), message(kind, report)));
    }

    private static String message(OperationKind kind, TaskReport report) {
        boolean claims = kind != OperationKind.REMOVE && report.state() == TaskState.DONE;
        String notDone = claims ? NOT_DONE.getOrDefault(report.task(), "") : "";
        String prefix = notDone.isEmpty() ? "simulated" : "simulated: " + notDone;
        if (report.message().isBlank()) {
            return prefix;
        }
        return prefix + (notDone.isEmpty() ? ": " : "; ") + report.message();
    }

    private static OperationOutcome marked(OperationOutcome outcome) {
        return outcome instanceof OperationOutcome.Failed f
                ? new OperationOutcome.Failed(f.task(), "simulated: " + f.reason(), f.consoleTail())
                : outcome;
    }
}
