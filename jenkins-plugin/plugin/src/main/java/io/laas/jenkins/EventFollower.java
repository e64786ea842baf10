package io.laas.jenkins;

import io.laas.engine.event.EventLog;
import io.laas.engine.store.StoreException;
import io.laas.model.event.Event;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands each event to its readers once and in order, on a thread of its own, from the moment it is made. When the store cannot be
 * read, events follow with the next one. Thread-safe.
 */
final class EventFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventFollower.class.getName());
    private static final int BATCH = 200;
    private static final int PATIENCE_SECONDS = 5;

    private final EventLog events;
    private final List<Consumer<Event>> readers;
    private final EventLog.Listening listening;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "laas-events");
        made.setDaemon(true);
        return made;
    });
    private long seen;

    private EventFollower(EventLog events, List<Consumer<Event>> readers) {
        this.events = events;
        this.readers = List.copyOf(readers);
        this.seen = events.last();
        this.listening = events.listen(this::wake);
    }

    /** Begins with what happens next. */
    @SafeVarargs
    static EventFollower of(EventLog events, Consumer<Event>... readers) {
        return new EventFollower(events, List.of(readers));
    }

    private void wake() {
        try {
            thread.execute(this::read);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "Events are not followed any more", e);
        }
    }

    private void read() {
        try {
            List<Event> news;
            do {
                news = events.after(seen, BATCH);
                news.forEach(this::tell);
            } while (news.size() == BATCH);
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Events could not be read; they follow with the next one", e);
        }
    }

    private void tell(Event event) {
        seen = event.sequence();
        readers.forEach(reader -> reader.accept(event));
    }

    /** Hands over what has happened so far and ends. */
    @Override
    public void close() {
        listening.close();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("Not all events were handed over before the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
