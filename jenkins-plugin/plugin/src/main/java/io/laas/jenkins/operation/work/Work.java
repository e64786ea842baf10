package io.laas.jenkins.operation.work;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An operation that is open in this process, and those of its tasks that run. Thread-safe. */
final class Work {
    private static final Logger LOG = Logger.getLogger(Work.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WorkOrder order;
    private final List<AtomicBoolean> running = new CopyOnWriteArrayList<>();
    private OpenTasks tasks;
    private VpodLock lock;
    private long idleSince = System.nanoTime();
    private boolean closed;

    Work(WorkOrder order) {
        this.order = order;
    }

    WorkOrder order() {
        return order;
    }

    /** Runs one task. Every trouble is an outcome. */
    OperationOutcome run(String task, ProgressListener progress, CancelSignal lost) {
        AtomicBoolean stopped = new AtomicBoolean();
        CancelSignal cancel = () -> stopped.get() || lost.isCancelled();
        running.add(stopped);
        try {
            return opened(task, cancel)
                    .map(open -> open.run(task, progress, cancel))
                    .orElseGet(() -> notMine(task, cancel));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new OperationOutcome.Cancelled();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, e, () -> order.operation() + " broke in task " + task);
            return new OperationOutcome.Failed(
                    task,
                    "The work broke where it was done (%s); the log of that process tells more.".formatted(e),
                    "");
        } finally {
            end(stopped);
        }
    }

    private OperationOutcome notMine(String task, CancelSignal cancel) {
        if (cancel.isCancelled()) {
            return new OperationOutcome.Cancelled();
        }
        return new OperationOutcome.Failed(
                task,
                "Vpod %s is still worked on by an earlier run of this agent that does not end. Try again, or restart the agent."
                        .formatted(order.plan().vpod()),
                "");
    }

    /** Returns the open operation, once nobody else is at work on the vpod. */
    private synchronized Optional<OpenTasks> opened(String task, CancelSignal cancel)
            throws IOException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("it was closed before task " + task);
        }
        if (lock == null) {
            lock = VpodLock.take(Path.of(order.directory()), order.plan().vpod().value(), PATIENCE, cancel)
                    .orElse(null);
        }
        if (lock == null) {
            return Optional.empty();
        }
        if (tasks == null) {
            tasks = order.open();
        }
        return Optional.of(tasks);
    }

    private synchronized void end(AtomicBoolean stopped) {
        running.remove(stopped);
        idleSince = System.nanoTime();
        if (running.isEmpty()) {
            release();
        }
    }

    private void release() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the lock of a vpod was not released well", e);
            }
            lock = null;
        }
    }

    /** Asks the tasks that run to stop at their next safe point. */
    void stop() {
        running.forEach(stopped -> stopped.set(true));
    }

    synchronized boolean isIdleFor(Duration time) {
        return running.isEmpty() && System.nanoTime() - idleSince > time.toNanos();
    }

    /** Stops what runs and lets go of the host. */
    void close() {
        stop();
        letGo();
    }

    private synchronized void letGo() {
        closed = true;
        if (tasks != null) {
            tasks.close();
            tasks = null;
        }
    }
}
