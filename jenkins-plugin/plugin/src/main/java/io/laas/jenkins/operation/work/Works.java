package io.laas.jenkins.operation.work;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The operations that are open in this process, so that the tasks of one share what they know. What nobody asked for in half an
 * hour is let go; asked again, it is opened anew and converges. Thread-safe.
 */
final class Works {
    private static final Works HERE = new Works();
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Map<String, Work> open = new HashMap<>();
    private ScheduledExecutorService sweeper;

    /** Returns those of this process. */
    static Works here() {
        return HERE;
    }

    OperationOutcome run(WorkOrder order, String task, ProgressListener progress, CancelSignal lost) {
        return take(order).run(task, progress, lost);
    }

    private synchronized Work take(WorkOrder order) {
        Work known = open.get(order.operation());
        if (known != null && known.order().isSameWorkAs(order)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        Work fresh = new Work(order);
        open.put(order.operation(), fresh);
        sweep();
        return fresh;
    }

    private void sweep() {
        if (sweeper == null) {
            sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "laas-works");
                thread.setDaemon(true);
                return thread;
            });
            sweeper.scheduleWithFixedDelay(this::closeIdle, 1, 1, TimeUnit.MINUTES);
        }
    }

    private void closeIdle() {
        remove(work -> work.isIdleFor(IDLE)).forEach(Work::close);
    }

    /** Asks what runs of the operation to stop at its next safe point. */
    void stop(String operation) {
        find(operation).ifPresent(Work::stop);
    }

    /** Lets go of the operation. */
    void close(String operation) {
        remove(work -> work.order().operation().equals(operation)).forEach(Work::close);
    }

    private synchronized Optional<Work> find(String operation) {
        return Optional.ofNullable(open.get(operation));
    }

    private synchronized List<Work> remove(Predicate<Work> which) {
        List<Work> removed =
                new ArrayList<>(open.values().stream().filter(which).toList());
        open.values().removeAll(removed);
        if (open.isEmpty() && sweeper != null) {
            sweeper.shutdown();
            sweeper = null;
        }
        return removed;
    }
}
