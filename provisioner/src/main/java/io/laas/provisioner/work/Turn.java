package io.laas.provisioner.work;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One thread has a task in hand; others may wait for the end of that. */
final class Turn {
    private static final long LOOK_MILLIS = 100;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile TaskFailed failure;

    void failed(TaskFailed how) {
        failure = how;
    }

    void end() {
        ended.countDown();
    }

    /** Returns when the turn has ended; throws the failure if it ended so, or that waiting was cancelled. */
    void await(CancelSignal stop) {
        try {
            do {
                Waits.stopIf(stop);
            } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "stopped: interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
