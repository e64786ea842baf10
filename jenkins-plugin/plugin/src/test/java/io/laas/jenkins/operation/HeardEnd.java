package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.port.OperationListener;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the engine: hears of an operation and of its end. */
final class HeardEnd implements OperationListener {
    private static final long PATIENCE_SECONDS = 120;

    private final AtomicInteger starts = new AtomicInteger();
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    private final BlockingQueue<OperationOutcome> ends = new LinkedBlockingQueue<>();

    @Override
    public void started() {
        starts.incrementAndGet();
    }

    @Override
    public void taskChanged(TaskReport report) {
        reports.add(report);
    }

    @Override
    public void finished(OperationOutcome outcome) {
        ends.add(outcome);
    }

    int starts() {
        return starts.get();
    }

    boolean hasEnded() {
        return !ends.isEmpty();
    }

    /** Waits for the end; it must be the only one. */
    OperationOutcome end() throws InterruptedException {
        OperationOutcome outcome = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome).as("the end of the operation, after %s", reports).isNotNull();
        assertThat(ends).as("further ends").isEmpty();
        return outcome;
    }

    OperationOutcome.Failed failure() throws InterruptedException {
        OperationOutcome outcome = end();
        assertThat(outcome).isInstanceOf(OperationOutcome.Failed.class);
        return (OperationOutcome.Failed) outcome;
    }

    /** Returns the tasks that were heard of in that state, in order. */
    List<String> tasks(TaskState state) {
        return reports.stream()
                .filter(r -> r.state() == state)
                .map(TaskReport::task)
                .distinct()
                .toList();
    }

    List<TaskState> states(String task) {
        return reports.stream()
                .filter(r -> r.task().equals(task))
                .map(TaskReport::state)
                .distinct()
                .toList();
    }
}
