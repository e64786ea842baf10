package io.laas.chat.hub;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's threads: some for work that waits for the server, others for work that does not, so that a slow server holds up nothing
 * that a platform waits for. Thread-safe.
 */
final class Threads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final int WORKERS = 32;
    private static final int QUICK = 16;
    private static final int END_SECONDS = 10;

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, r -> daemon(r, "laas-work"));
    private final ExecutorService quick = Executors.newFixedThreadPool(QUICK, r -> daemon(r, "laas-quick"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "laas-timer"));

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Does something that may ask the server. */
    void work(Runnable work) {
        execute(workers, work);
    }

    /** Does something that asks no server. */
    void soon(Runnable work) {
        execute(quick, work);
    }

    private static void execute(ExecutorService threads, Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The bot ends; what was to be done is left to its next start");
        }
    }

    /** Finds out something that the server may have to be asked. */
    <T> CompletableFuture<T> get(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Does something that asks no server after a time, unless what it returns is run before. */
    Runnable after(Duration time, Runnable work) {
        try {
            var scheduled = timer.schedule(() -> soon(work), time.toMillis(), TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Does something every hour, the first time in a minute. */
    void hourly(Runnable work) {
        timer.scheduleWithFixedDelay(work, 1, 60, TimeUnit.MINUTES);
    }

    /** Gives what runs ten seconds. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        quick.shutdownNow();
    }
}
