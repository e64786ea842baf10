package io.laas.model.lab;

import io.laas.model.HostId;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import java.util.Objects;

/**
 * One hypervisor.
 *
 * @param id its name
 * @param uri libvirt connection URI, for example {@code qemu:///system} or {@code qemu+tls://h1/system}
 * @param capacity what may be handed out; over-commitment is the admin's choice of numbers
 * @param accel how guests run
 * @param storage directory on the host for disks; LaaS owns it
 * @param addresses pool of addresses for the vpods of this host, a /24 for each network
 * @param agentLabel Jenkins agent next to the hypervisor; empty in the stand-alone server
 */
public record Host(
        HostId id, String uri, Capacity capacity, Accel accel, String storage, Cidr addresses, String agentLabel) {
    public Host {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(accel, "accel");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(addresses, "addresses");
        agentLabel = agentLabel == null ? "" : agentLabel;
        if (!storage.startsWith("/")) {
            throw new IllegalArgumentException(
                    "host %s: storage must be an absolute path, was '%s'".formatted(id, storage));
        }
        if (addresses.prefix() > 21) {
            throw new IllegalArgumentException(
                    "host %s: addresses must be /21 or larger (eight /24 for each vpod), was %s"
                            .formatted(id, addresses));
        }
    }

    /** Returns how many vpods the address pool can serve at a time. */
    public int vpodLimit() {
        return (int) (addresses.size() >> 11);
    }
}
