package io.laas.provisioner.cli;

import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One line when a task begins and one when it ends, for logs. */
final class LineView implements ProgressView {
    private static final Set<TaskState> ENDS =
            EnumSet.of(TaskState.DONE, TaskState.FAILED, TaskState.SKIPPED, TaskState.CANCELLED);

    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    LineView(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void taskChanged(TaskReport report) {
        if (ENDS.contains(report.state())) {
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%7.2f s  %-9s %-9s %s%n",
                    seconds,
                    report.task(),
                    report.state().name().toLowerCase(Locale.ROOT),
                    report.message());
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
