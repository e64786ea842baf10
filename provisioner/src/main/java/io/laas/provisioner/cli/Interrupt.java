package io.laas.provisioner.cli;

import io.laas.model.operation.CancelSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Turns Ctrl-C into the cancellation of what runs, and waits until that has ended. */
final class Interrupt implements CancelSignal, AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicBoolean given = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "laas-interrupt");

    private Interrupt() {}

    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** Ends the process, unless Ctrl-C is ending it already (with 130). */
    static void leave(int code) {
        if (code != ExitCode.CANCELLED) {
            System.exit(code);
        }
    }

    private void interrupted() {
        given.set(true);
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isCancelled() {
        return given.get();
    }

    @Override
    public void close() {
        ended.countDown();
        if (!given.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
