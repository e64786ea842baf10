package io.laas.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the engine again and again on one thread. A tick that fails is logged and does not stop the next; the same trouble again is logged only once a minute. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "laas-tick");
        t.setDaemon(true);
        return t;
    });
    private final Runnable tick;
    private String lastTrouble = "";
    private long lastTold;

    private Ticker(Runnable tick) {
        this.tick = tick;
    }

    /** Starts ticking at once; {@code every} counts from the end of one tick to the next. */
    public static Ticker start(Runnable tick, Duration every) {
        Ticker ticker = new Ticker(tick);
        ticker.thread.scheduleWithFixedDelay(ticker::once, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return ticker;
    }

    private void once() {
        try {
            tick.run();
            lastTrouble = "";
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private void tell(RuntimeException e) {
        boolean same = e.toString().equals(lastTrouble) && System.nanoTime() - lastTold < QUIET.toNanos();
        if (!same) {
            LOG.error("The engine could not do what was due and tries again", e);
            lastTrouble = e.toString();
            lastTold = System.nanoTime();
        }
    }

    /** Waits for a tick that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A tick of the engine takes longer than {} s; not waiting for it", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
