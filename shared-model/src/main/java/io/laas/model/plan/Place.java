package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.VpodId;
import java.util.Objects;

/** Where a booking can be served. */
public sealed interface Place {
    HostId host();

    /** On a static vpod. */
    record OnVpod(VpodId vpod, HostId host) implements Place {
        public OnVpod {
            Objects.requireNonNull(vpod, "vpod");
            Objects.requireNonNull(host, "host");
        }
    }

    /** On a vpod made for it on a host. */
    record OnHost(HostId host) implements Place {
        public OnHost {
            Objects.requireNonNull(host, "host");
        }
    }
}
