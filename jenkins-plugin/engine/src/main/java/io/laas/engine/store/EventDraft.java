package io.laas.engine.store;

import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An event that has no number yet. */
public record EventDraft(
        EventType type,
        Actor actor,
        Optional<LabId> lab,
        Optional<BookingId> booking,
        Optional<VpodId> vpod,
        Optional<OperationId> operation,
        Map<String, String> data) {
    public static EventDraft of(EventType type, Actor actor) {
        return new EventDraft(
                type, actor, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    public EventDraft in(LabId newLab) {
        return new EventDraft(type, actor, Optional.of(newLab), booking, vpod, operation, data);
    }

    public EventDraft booking(BookingId id) {
        return new EventDraft(type, actor, lab, Optional.of(id), vpod, operation, data);
    }

    public EventDraft booking(Optional<BookingId> id) {
        return new EventDraft(type, actor, lab, id, vpod, operation, data);
    }

    public EventDraft vpod(VpodId id) {
        return new EventDraft(type, actor, lab, booking, Optional.of(id), operation, data);
    }

    public EventDraft vpod(Optional<VpodId> id) {
        return new EventDraft(type, actor, lab, booking, id, operation, data);
    }

    public EventDraft operation(OperationId id) {
        return new EventDraft(type, actor, lab, booking, vpod, Optional.of(id), data);
    }

    public EventDraft with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(data);
        more.put(name, String.valueOf(value));
        return new EventDraft(type, actor, lab, booking, vpod, operation, more);
    }
}
