package io.laas.provisioner.cli;

import io.laas.model.Names;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A progress bar for each task, drawn anew at each change, for terminals that know the usual control sequences. */
final class BarView implements ProgressView {
    private static final int WIDTH = 20;
    private static final int ALL = 100;
    private static final int MESSAGE = 48;

    private final PrintStream out;
    private final Map<String, TaskReport> tasks = new LinkedHashMap<>();
    private int drawn;

    BarView(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void taskChanged(TaskReport report) {
        tasks.put(report.task(), report);
        if (report.state() != TaskState.WAITING) {
            draw();
        }
    }

    private void draw() {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        tasks.values().forEach(t -> text.append("\r\033[K").append(line(t)).append('\n'));
        drawn = tasks.size();
        out.print(text);
        out.flush();
    }

    private static String line(TaskReport task) {
        int filled = task.percent() * WIDTH / ALL;
        return "%s %-9s [%s%s] %s"
                .formatted(
                        sign(task.state()),
                        task.task(),
                        "#".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        Names.clean(task.message(), MESSAGE));
    }

    private static char sign(TaskState state) {
        return switch (state) {
            case WAITING -> ' ';
            case RUNNING -> '>';
            case DONE -> '+';
            case FAILED -> '!';
            case SKIPPED -> '-';
            case CANCELLED -> 'x';
        };
    }

    @Override
    public synchronized void close() {
        out.flush();
    }
}
