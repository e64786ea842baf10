package io.laas.model.booking;

import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import java.util.Objects;
import java.util.Optional;

/**
 * A lab or one of its hosts out of service for a time.
 *
 * @param host the host; empty: the whole lab
 * @param reason one sentence for the people it hits
 * @param series the series that it is one time of; empty: it does not repeat
 */
public record Outage(
        OutageId id,
        LabId lab,
        Optional<HostId> host,
        TimeSlot slot,
        OutageKind kind,
        String reason,
        UserId by,
        Optional<OutageSeriesId> series) {
    public Outage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(series, "series");
    }
}
