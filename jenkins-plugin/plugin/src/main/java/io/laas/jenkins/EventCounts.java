package io.laas.jenkins;

import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** How often what has happened since Jenkins started. Thread-safe. */
public final class EventCounts implements Consumer<Event> {
    private final Map<EventType, LongAdder> counts = new EnumMap<>(EventType.class);

    EventCounts() {
        for (EventType type : EventType.values()) {
            counts.put(type, new LongAdder());
        }
    }

    @Override
    public void accept(Event event) {
        counts.get(event.type()).increment();
    }

    /** Returns how many events of the type there were. */
    public long of(EventType type) {
        return counts.get(type).sum();
    }
}
