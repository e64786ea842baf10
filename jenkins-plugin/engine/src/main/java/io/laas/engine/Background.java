package io.laas.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engine asks hosts: probing and reconciling, on a thread of its own or on somebody else's. Closing waits for what is under
 * way and lets nothing begin after it. Thread-safe.
 */
final class Background implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int PATIENCE_SECONDS = 5;

    private final Executor threads;
    private final Runnable end;
    private final Phaser running = new Phaser(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    private Background(Executor threads, Runnable end) {
        this.threads = threads;
        this.end = end;
    }

    /** Returns one with a thread of its own, which ends with it. */
    static Background own() {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread t = new Thread(work, "laas-engine");
            t.setDaemon(true);
            return t;
        });
        return new Background(thread, thread::shutdownNow);
    }

    static Background on(Executor threads) {
        return new Background(threads, () -> {});
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(() -> run(work));
    }

    private void run(Runnable work) {
        if (closed.get() || running.register() < 0) {
            return;
        }
        try {
            work.run();
        } finally {
            running.arriveAndDeregister();
        }
    }

    /** Waits a few seconds before it interrupts: an interrupt in the midst of writing would make H2 close its file. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            await(running.arriveAndDeregister());
            end.run();
        }
    }

    private void await(int phase) {
        try {
            running.awaitAdvanceInterruptibly(phase, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("A host has not answered for {} s; it is not waited for", PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
