package io.laas.provisioner.worker;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskReport;
import io.laas.model.wire.ClaimJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One operation that was claimed. Of each task only the latest state is kept until it is told, however long the controller is away.
 * Once the claim is lost it stops and nothing of it is told any more. Thread-safe.
 */
final class Run implements ProgressListener, CancelSignal {
    private static final int MAX_AT_ONCE = 100;

    private final ClaimJson claim;
    private final LabWork.Operation work;
    private final long claimedAt;
    private final Optional<Run> before;
    private final Runnable news;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, TaskReport> untold = new LinkedHashMap<>();
    private Optional<OperationOutcome> outcome = Optional.empty();
    private volatile boolean stopping;
    private volatile boolean lost;

    /**
     * @param claimedAt in nanoseconds of the worker's clock
     * @param before an earlier run of the same operation, which has to end first
     * @param news called whenever there is something to tell
     */
    Run(ClaimJson claim, LabWork.Operation work, long claimedAt, Optional<Run> before, Runnable news) {
        this.claim = claim;
        this.work = work;
        this.claimedAt = claimedAt;
        this.before = before;
        this.news = news;
    }

    ClaimJson claim() {
        return claim;
    }

    LabWork.Operation work() {
        return work;
    }

    long claimedAt() {
        return claimedAt;
    }

    /** Waits until no earlier run of the operation goes on. */
    void awaitTurn() throws InterruptedException {
        if (before.isPresent()) {
            before.get().ended.await();
        }
    }

    @Override
    public void taskChanged(TaskReport report) {
        synchronized (this) {
            if (lost) {
                return;
            }
            untold.remove(report.task());
            untold.put(report.task(), report);
        }
        news.run();
    }

    /** Nothing of it goes on any more. */
    void ended(Optional<OperationOutcome> how) {
        synchronized (this) {
            outcome = how;
        }
        ended.countDown();
        news.run();
    }

    /** Asks it to stop; it still tells its end. */
    void stop() {
        stopping = true;
    }

    /** Its claim does not count any more. */
    synchronized void lose() {
        lost = true;
        stopping = true;
        untold.clear();
    }

    boolean isLost() {
        return lost;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public boolean isCancelled() {
        return stopping;
    }

    /** Takes what is to be told of tasks. */
    synchronized List<TaskReport> take() {
        List<TaskReport> reports = untold.values().stream().limit(MAX_AT_ONCE).toList();
        reports.forEach(r -> untold.remove(r.task()));
        return reports;
    }

    /** Gives back what could not be told; what is newer stays. */
    synchronized void putBack(List<TaskReport> reports) {
        List<TaskReport> newer = new ArrayList<>(untold.values());
        untold.clear();
        reports.forEach(r -> untold.put(r.task(), r));
        newer.forEach(r -> {
            untold.remove(r.task());
            untold.put(r.task(), r);
        });
    }

    /** Returns the end once everything before it was told. */
    synchronized Optional<OperationOutcome> end() {
        return lost || !untold.isEmpty() ? Optional.empty() : outcome;
    }

    /** Replaces an end that the controller does not take; returns whether it is another one now. */
    synchronized boolean failInstead(OperationOutcome.Failed failure) {
        boolean other =
                outcome.filter(OperationOutcome.Failed.class::isInstance).isEmpty();
        outcome = other ? Optional.of(failure) : Optional.empty();
        return other;
    }
}
