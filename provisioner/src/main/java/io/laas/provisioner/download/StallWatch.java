package io.laas.provisioner.download;

import io.laas.model.operation.CancelSignal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes what is read from if nothing arrives for too long, or the work is cancelled; reading alone would wait for ever. */
final class StallWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final InputStream body;
    private final long stallNanos;
    private final CancelSignal cancel;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    StallWatch(InputStream body, Duration stall, CancelSignal cancel) {
        this.body = body;
        this.stallNanos = stall.toNanos();
        this.cancel = cancel;
        Thread thread = new Thread(this::watch, "laas-download-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void arrived() {
        last = System.nanoTime();
    }

    boolean stalled() {
        return stalled;
    }

    private void watch() {
        try {
            while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                stalled = System.nanoTime() - last > stallNanos;
                if (stalled || cancel.isCancelled()) {
                    body.close();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            stalled = true;
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
