package io.laas.jenkins.operation;

import hudson.AbortException;
import hudson.model.Run;
import io.laas.jenkins.operation.work.TaskEars;
import io.laas.model.Names;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.travel.ReportJson;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Passes on what is heard of tasks: to the engine, into the log, and into what the run remembers. Thread-safe. */
final class TaskNotes implements TaskEars {
    private static final int MAX_NAME = 60;

    private final Run<?, ?> run;
    private final OperationAction action;
    private final Ticket ticket;
    private final TaskLog log;
    private final Set<String> done = new LinkedHashSet<>();

    TaskNotes(Run<?, ?> run, OperationAction action, Ticket ticket, TaskLog log) {
        this.run = run;
        this.action = action;
        this.ticket = ticket;
        this.log = log;
    }

    /**
     * Returns which tasks are to be asked for. Asked for all, those of the last group are enough: a task has the earlier ones
     * run that are not done.
     */
    List<String> toDo(String asked) throws AbortException {
        List<List<TaskName>> groups = ticket.tasks();
        if (asked.isEmpty()) {
            Set<String> before = action.done();
            return groups.get(groups.size() - 1).stream()
                    .map(TaskName::name)
                    .filter(t -> !before.contains(t))
                    .toList();
        }
        List<String> all =
                groups.stream().flatMap(List::stream).map(TaskName::name).toList();
        if (!all.contains(asked)) {
            throw new AbortException("Operation %s (%s) has no task '%s'; its tasks are %s."
                    .formatted(
                            ticket.id(), ticket.order().kind(), Names.clean(asked, MAX_NAME), String.join(", ", all)));
        }
        return List.of(asked);
    }

    void begin(String task) throws IOException {
        action.begin(run, task);
    }

    @Override
    public void heard(String text) {
        TaskReport report = ReportJson.read(text);
        log.changed(report);
        ticket.heard(report);
        if (report.state() == TaskState.DONE || report.state() == TaskState.SKIPPED) {
            synchronized (this) {
                done.add(report.task());
            }
        }
    }

    void succeeded(String task, OperationOutcome.Succeeded outcome) throws IOException {
        action.saved(outcome);
        Set<String> all;
        synchronized (this) {
            all = new LinkedHashSet<>(done);
        }
        all.add(task);
        action.done(run, all);
    }

    void failed(OperationOutcome.Failed failed) throws IOException {
        action.failed(run, failed.task(), failed.reason());
    }
}
