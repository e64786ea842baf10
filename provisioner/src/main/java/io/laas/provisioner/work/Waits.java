package io.laas.provisioner.work;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting that can be stopped. */
public final class Waits {
    private Waits() {}

    /** Throws a {@link HypervisorException} of reason CANCELLED if the signal is given. */
    public static void stopIf(CancelSignal cancel) {
        if (cancel.isCancelled()) {
            throw new HypervisorException(Reason.CANCELLED, "stopped on request");
        }
    }

    /** Waits that long, unless the signal is given or the thread is interrupted (both end as CANCELLED). */
    public static void pause(Duration length, CancelSignal cancel) {
        stopIf(cancel);
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "stopped: interrupted", e);
        }
        stopIf(cancel);
    }
}
