package io.laas.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * One transaction. Its time does not move. Events are numbered and written when it ends, so that the row that counts them is
 * locked last and shortly. Used by one thread.
 *
 * <p>Rows are locked in one order everywhere: account, hosts by name, vpods by name, booking, operation, event counter.
 */
public final class Tx {
    private static final String SAVEPOINT = "tentatively";

    private final Handle handle;
    private final Instant now;
    private final List<EventDraft> events = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    public Handle handle() {
        return handle;
    }

    public Instant now() {
        return now;
    }

    /** Adds an event; it is written if and when the transaction commits. */
    public void emit(EventDraft event) {
        events.add(event);
    }

    /** Runs the action after the commit, on this thread; not at all if there is none. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Does the work; unless its result is to be kept, nothing of it is written: no row, no event, and nothing follows. */
    public <T> T tentatively(Supplier<T> work, Predicate<T> keep) {
        int eventsBefore = events.size();
        int actionsBefore = afterCommit.size();
        handle.savepoint(SAVEPOINT);
        T result = work.get();
        if (keep.test(result)) {
            handle.releaseSavepoint(SAVEPOINT);
        } else {
            handle.rollbackToSavepoint(SAVEPOINT);
            events.subList(eventsBefore, events.size()).clear();
            afterCommit.subList(actionsBefore, afterCommit.size()).clear();
        }
        return result;
    }

    List<EventDraft> events() {
        return events;
    }

    List<Runnable> actions() {
        return afterCommit;
    }
}
