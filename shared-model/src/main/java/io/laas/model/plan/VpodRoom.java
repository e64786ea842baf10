package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.VpodId;
import java.util.Objects;
import java.util.Optional;

/**
 * A static vpod as the planner sees it.
 *
 * @param ready whether it is clean and could be handed over at once
 * @param outOfService why it takes no bookings, if it does not
 */
public record VpodRoom(VpodId vpod, HostId host, boolean ready, Optional<String> outOfService) {
    public VpodRoom {
        Objects.requireNonNull(vpod, "vpod");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(outOfService, "outOfService");
    }
}
