package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one in at a time; who waits can be cancelled. */
final class TurnLock {
    private static final long LOOK_MILLIS = 100;
    private final ReentrantLock lock = new ReentrantLock();

    <T> T run(CancelSignal cancel, Supplier<T> work) {
        await(cancel);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void await(CancelSignal cancel) {
        try {
            while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancel.isCancelled()) {
                    throw new HypervisorException(
                            Reason.CANCELLED, "Waiting for somebody else's transfer was cancelled");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "Waiting for somebody else's transfer was interrupted", e);
        }
    }
}
