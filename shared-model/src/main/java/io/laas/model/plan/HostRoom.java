package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.pod.Capacity;
import java.util.Objects;

/**
 * What a host has for dynamic vpods.
 *
 * @param free its capacity less what stands there always
 * @param vpods how many dynamic vpods it can carry at a time
 * @param answering false if it is known not to answer; such a host is chosen last
 */
public record HostRoom(LabId lab, HostId host, Capacity free, int vpods, boolean answering) {
    public HostRoom {
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(free, "free");
    }
}
