package io.laas.engine.outage;

import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.booking.OutageKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An outage to set.
 *
 * @param host empty: the whole lab
 * @param start empty: now
 * @param reason one sentence for the people it hits, cut to 500 characters
 */
public record NewOutage(
        LabId lab, Optional<HostId> host, Optional<Instant> start, Instant end, OutageKind kind, String reason) {
    private static final int MAX_REASON = 500;

    public NewOutage {
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(kind, "kind");
        reason = Names.clean(reason, MAX_REASON);
    }
}
