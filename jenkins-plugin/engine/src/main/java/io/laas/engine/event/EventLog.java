package io.laas.engine.event;

import io.laas.engine.Page;
import io.laas.engine.store.EventTable;
import io.laas.engine.store.Store;
import io.laas.model.BookingId;
import io.laas.model.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed. Events become visible strictly in the order of their numbers; numbers may have gaps. Thread-safe. */
public final class EventLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int MAX_LIMIT = 1000;

    private final Store store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private volatile boolean closed;

    /** What somebody listens with; closing it twice is harmless. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes the feed of a store; there is one for each. */
    public EventLog(Store store) {
        this.store = store;
        store.onEvents(this::tell);
    }

    /** Returns events with numbers above {@code sequence}, in order, at most {@code limit} (1000). */
    public List<Event> after(long sequence, int limit) {
        return store.read(tx -> new EventTable(tx.handle()).after(sequence, limited(limit)));
    }

    /** Returns a booking's events with numbers above {@code sequence}, in order, at most {@code limit} (1000). */
    public List<Event> ofBooking(BookingId booking, long sequence, int limit) {
        return store.read(tx -> new EventTable(tx.handle()).ofBooking(booking, sequence, limited(limit)));
    }

    /** Returns events that somebody looks for, newest first. */
    public Page<Event> search(EventSearch wanted) {
        List<Event> found = store.read(tx -> new EventList(tx).find(wanted));
        boolean more = found.size() > wanted.limit();
        List<Event> shown = more ? found.subList(0, wanted.limit()) : found;
        return new Page<>(
                shown,
                more ? Optional.of(Long.toString(shown.get(shown.size() - 1).sequence())) : Optional.empty());
    }

    /** Returns the number of the latest event, 0 if there is none. */
    public long last() {
        return store.read(tx -> new EventTable(tx.handle()).last());
    }

    /** Waits until there is an event with a number above {@code sequence}; false if there was none in that time, or when closed. */
    public boolean await(long sequence, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (closed || last() <= sequence) {
                if (closed || nanos <= 0) {
                    return false;
                }
                nanos = written.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls {@code listener} after each commit that wrote events, on the writer's thread and outside of its transaction, until closed.
     * It must be quick: it wakes somebody or hands work to other threads. One that fails does not keep the others from hearing.
     * Whoever waits for something listens first and then looks, so that nothing happens unheard in between.
     */
    public Listening listen(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private void tell() {
        wakeWaiters();
        listeners.forEach(EventLog::tell);
    }

    private void wakeWaiters() {
        lock.lock();
        try {
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.error("A listener failed; it is called again after the next commit", e);
        }
    }

    /** Calls no listener any more and ends all waiting. */
    @Override
    public void close() {
        closed = true;
        listeners.clear();
        wakeWaiters();
    }

    private static int limited(int limit) {
        return Math.max(1, Math.min(limit, MAX_LIMIT));
    }
}
