package io.laas.web.json;

import io.laas.engine.Page;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.event.Event;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.PageJson;
import java.util.List;

/** Events in wire format. */
public final class EventWire {
    private EventWire() {}

    public static EventJson json(Event e) {
        return new EventJson(
                e.sequence(),
                e.at(),
                e.type().name(),
                e.lab().map(LabId::value).orElse(null),
                e.booking().map(BookingId::toString).orElse(null),
                e.vpod().map(VpodId::value).orElse(null),
                e.operation().map(OperationId::toString).orElse(null),
                e.actor().user().value(),
                e.actor().channel().name(),
                e.data());
    }

    /** Shows a part of the feed; {@code next} is always there, because the feed has no end. */
    public static PageJson<EventJson> page(List<Event> events, long after) {
        long next = events.isEmpty() ? after : events.get(events.size() - 1).sequence();
        return new PageJson<>(events.stream().map(EventWire::json).toList(), Long.toString(next));
    }

    /** Shows a page of what was looked for. */
    public static PageJson<EventJson> page(Page<Event> found) {
        return new PageJson<>(
                found.items().stream().map(EventWire::json).toList(),
                found.next().orElse(null));
    }
}
