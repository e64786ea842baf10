package io.laas.engine.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a store be closed between transactions, once and for good: whoever comes later is told so. Thread-safe. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /**
     * Does the work while the store is open.
     *
     * @throws StoreException if it is closed
     */
    <T> T whileOpen(Supplier<T> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new StoreException(
                        "The store is closed; what comes now is not kept. Ask again after the next start.");
            }
            return work.get();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Lets nobody in any more and waits, at most so long, for those who are; false if it was closed before. */
    boolean close(int patienceSeconds) {
        boolean alone = false;
        try {
            alone = use.writeLock().tryLock(patienceSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean first = !closed;
        closed = true;
        if (alone) {
            use.writeLock().unlock();
        } else {
            LOG.warn("A transaction is still under way after {} s; it is not waited for", patienceSeconds);
        }
        return first;
    }

    boolean isClosed() {
        return closed;
    }
}
