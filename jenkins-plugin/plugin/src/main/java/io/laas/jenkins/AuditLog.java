package io.laas.jenkins;

import io.laas.engine.event.EventLog;
import io.laas.engine.store.StoreException;
import io.laas.model.Names;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Writes one line to the logger {@code io.laas.audit} for each change and each refusal: what, about which thing, by whom and
 * through which channel. It follows the engine's events, which hold no secrets, from the moment it is made; progress of work is
 * left out. Thread-safe.
 */
final class AuditLog implements AutoCloseable {
    private static final Logger AUDIT = Logger.getLogger("io.laas.audit");
    private static final Logger LOG = Logger.getLogger(AuditLog.class.getName());
    private static final Set<EventType> PROGRESS =
            EnumSet.of(EventType.TASK_CHANGED, EventType.OPERATION_QUEUED, EventType.OPERATION_STARTED);
    private static final int BATCH = 200;
    private static final int MAX_VALUE = 300;
    private static final int PATIENCE_SECONDS = 5;

    private final EventLog events;
    private final AutoCloseable listening;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "laas-audit");
        made.setDaemon(true);
        return made;
    });
    private long seen;

    private AuditLog(EventLog events) {
        this.events = events;
        this.seen = events.last();
        this.listening = events.listen(this::wake);
    }

    /** Begins with what happens next. */
    static AuditLog of(EventLog events) {
        return new AuditLog(events);
    }

    private void wake() {
        try {
            thread.execute(this::write);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The audit log is closed", e);
        }
    }

    private void write() {
        try {
            List<Event> news;
            do {
                news = events.after(seen, BATCH);
                news.forEach(this::write);
            } while (news.size() == BATCH);
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Events could not be read for the audit log; they follow with the next one", e);
        }
    }

    private void write(Event event) {
        seen = event.sequence();
        if (!PROGRESS.contains(event.type())) {
            AUDIT.info(() -> line(event));
        }
    }

    /** Returns the line of an event, with the values in a fixed order and without line breaks. */
    static String line(Event event) {
        Map<String, String> values = new TreeMap<>(event.data());
        event.lab().ifPresent(lab -> values.put("lab", lab.value()));
        event.vpod().ifPresent(vpod -> values.put("vpod", vpod.value()));
        event.booking().ifPresent(booking -> values.put("booking", booking.toString()));
        event.operation().ifPresent(operation -> values.put("operation", operation.toString()));
        event.actor().via().ifPresent(via -> values.put("via", via.value()));
        String told = values.entrySet().stream()
                .map(e -> e.getKey() + "=\""
                        + Names.clean(e.getValue(), MAX_VALUE).replace('"', '\'') + '"')
                .collect(Collectors.joining(" "));
        return "#%d %s by %s (%s) %s"
                .formatted(
                        event.sequence(),
                        event.type(),
                        event.actor().user(),
                        event.actor().channel(),
                        told)
                .strip();
    }

    /** Writes what has happened so far and ends. */
    @Override
    public void close() {
        try {
            listening.close();
            thread.shutdown();
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("The audit log was not written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The audit log could not be ended", e);
        }
    }
}
