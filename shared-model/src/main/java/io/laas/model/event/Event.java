package io.laas.model.event;

import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A fact. Written in the same transaction as the change it tells of, and never changed, except that people are taken out of it when
 * the lab's policy says so.
 *
 * @param sequence grows strictly in the order in which readers see the events
 * @param data further values by name, small and free of secrets
 */
public record Event(
        long sequence,
        Instant at,
        EventType type,
        Optional<LabId> lab,
        Optional<BookingId> booking,
        Optional<VpodId> vpod,
        Optional<OperationId> operation,
        Actor actor,
        Map<String, String> data) {
    public Event {
        data = Map.copyOf(data);
    }
}
