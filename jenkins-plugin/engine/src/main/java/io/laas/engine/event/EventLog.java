package io.laas.engine.event;

import io.laas.model.BookingId;
import io.laas.model.event.Event;
import java.time.Duration;
import java.util.List;

/** The feed. Events become visible strictly in the order of their numbers; numbers may have gaps. Thread-safe. */
public final class EventLog {
    EventLog() {}

    /** Returns events with numbers above {@code sequence}, in order, at most {@code limit}. */
    public List<Event> after(long sequence, int limit) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns a booking's events with numbers above {@code sequence}, in order, at most {@code limit}. */
    public List<Event> ofBooking(BookingId booking, long sequence, int limit) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns the number of the latest event, 0 if there is none. */
    public long last() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Waits until there is an event with a number above {@code sequence}; false if there was none in that time. */
    public boolean await(long sequence, Duration timeout) throws InterruptedException {
        throw new IllegalStateException("the engine is not open");
    }

    /** Calls {@code listener} after each commit that wrote events, quickly and on the writer's thread, until closed. */
    public AutoCloseable listen(Runnable listener) {
        throw new IllegalStateException("the engine is not open");
    }
}
