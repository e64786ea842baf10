package io.laas.provisioner.work;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs one step for many things side by side, at most {@code width} at a time. When one of them fails the others are asked to
 * stop and waited for, so that nothing goes on behind the caller's back; then the first failure is thrown.
 */
public final class Gang {
    /** A step; it asks the signal wherever it may stop. */
    @FunctionalInterface
    public interface Step<T> {
        void run(T item, CancelSignal stop);
    }

    private final Executor executor;
    private final int width;

    public Gang(Executor executor, int width) {
        this.executor = executor;
        this.width = width;
    }

    /**
     * Runs the step for every item and returns when all have ended.
     *
     * @throws HypervisorException of reason CANCELLED if the signal was given, the calling thread was interrupted or the
     *     executor takes nothing more
     */
    public <T> void each(Collection<T> items, CancelSignal cancel, Step<T> step) {
        Round<T> round = new Round<>(items, cancel, step);
        int workers = Math.min(width, items.size());
        CountDownLatch ended = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            start(round, ended);
        }
        round.await(ended);
        round.finish();
    }

    private void start(Round<?> round, CountDownLatch ended) {
        try {
            executor.execute(() -> {
                try {
                    round.work();
                } finally {
                    ended.countDown();
                }
            });
        } catch (RejectedExecutionException e) {
            round.cancel("stopped: the provisioner was closed", e);
            ended.countDown();
        }
    }

    private static final class Round<T> {
        private final Queue<T> items;
        private final CancelSignal cancel;
        private final Step<T> step;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Round(Collection<T> items, CancelSignal cancel, Step<T> step) {
            this.items = new ConcurrentLinkedQueue<>(items);
            this.cancel = cancel;
            this.step = step;
        }

        void work() {
            try {
                for (T item = items.poll(); item != null; item = items.poll()) {
                    Waits.stopIf(this::stopped);
                    step.run(item, this::stopped);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }

        void cancel(String why, Exception cause) {
            failure.compareAndSet(null, new HypervisorException(Reason.CANCELLED, why, cause));
        }

        private boolean stopped() {
            return failure.get() != null || cancel.isCancelled();
        }

        void await(CountDownLatch ended) {
            boolean interrupted = false;
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel("stopped: interrupted", e);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void finish() {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
