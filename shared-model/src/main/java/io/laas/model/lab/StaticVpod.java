package io.laas.model.lab;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import java.util.Objects;

/** A long-lived vpod that an admin sets up once on a host and that is re-initialised for each booking. */
public record StaticVpod(VpodId id, HostId host, PodId pod, ConfigId config) {
    public StaticVpod {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(pod, "pod");
        Objects.requireNonNull(config, "config");
    }
}
