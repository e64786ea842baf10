package io.laas.web.metrics;

import io.laas.engine.event.EventLog;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts events by type since the process began; reads them when it is asked. Thread-safe. */
final class EventCounts {
    private static final int PAGE = 1000;

    private final EventLog events;
    private final Map<EventType, Long> counts = new EnumMap<>(EventType.class);
    private long seen;

    EventCounts(EventLog events) {
        this.events = events;
        this.seen = events.last();
        for (EventType type : EventType.values()) {
            counts.put(type, 0L);
        }
    }

    synchronized Map<EventType, Long> now() {
        List<Event> page;
        do {
            page = events.after(seen, PAGE);
            page.forEach(e -> counts.merge(e.type(), 1L, Long::sum));
            seen = page.isEmpty() ? seen : page.get(page.size() - 1).sequence();
        } while (page.size() == PAGE);
        return new EnumMap<>(counts);
    }
}
