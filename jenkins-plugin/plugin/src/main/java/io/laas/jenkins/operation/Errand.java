package io.laas.jenkins.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Something a step waits for, done in a thread of its own so that the thread of the Pipeline never waits. It ends by itself, is
 * stopped with a cause, or is abandoned when Jenkins ends; then nobody hears of it any more. Thread-safe.
 */
abstract class Errand implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread thread;
    private Throwable stopped;
    private boolean abandoned;
    private boolean woken;

    /** It was stopped before it was done. */
    static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;

        StoppedException(Throwable cause) {
            super("stopped", cause);
        }
    }

    /** Does it. Interrupted only when it is abandoned, or when it did not stop in time. */
    abstract void go() throws Exception;

    /** It did not go well, or was stopped; the cause of a stop is passed as it came. */
    abstract void failed(Throwable why);

    /** Returns whether it runs a task of the operation. */
    boolean isTaskOf(String operation) {
        return false;
    }

    @Override
    public final void run() {
        if (enter()) {
            try {
                go();
            } catch (StoppedException e) {
                tell(e.getCause());
            } catch (Exception | LinkageError e) {
                tell(stopCause().orElse(e));
            } finally {
                leave();
            }
        }
        ended.countDown();
    }

    private synchronized boolean enter() {
        thread = Thread.currentThread();
        return !abandoned;
    }

    private synchronized void leave() {
        thread = null;
        // the pool's thread goes on to other work
        Thread.interrupted();
    }

    private void tell(Throwable why) {
        if (!isAbandoned()) {
            failed(why);
        }
    }

    /** Asks it to stop; the first cause counts. */
    synchronized void stop(Throwable cause) {
        if (stopped == null) {
            stopped = cause;
        }
        wake();
    }

    synchronized Optional<Throwable> stopCause() {
        return Optional.ofNullable(stopped);
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized void abandon() {
        abandoned = true;
        interrupt();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits for its end, but not for ever. */
    boolean join(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    void checkStopped() throws StoppedException {
        Optional<Throwable> cause = stopCause();
        if (cause.isPresent()) {
            throw new StoppedException(cause.get());
        }
    }

    /**
     * Waits until there is something.
     *
     * @return nothing if there was nothing in all that time
     */
    <T> Optional<T> await(Supplier<Optional<T>> something, Duration patience)
            throws StoppedException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<T> there = something.get();
        while (there.isEmpty() && System.nanoTime() < end) {
            checkStopped();
            pause();
            there = something.get();
        }
        checkStopped();
        return there;
    }

    private synchronized void pause() throws InterruptedException {
        if (!woken) {
            wait(LOOK.toMillis());
        }
        woken = false;
    }
}
