package io.laas.model.layout;

import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkSpec;
import java.util.Optional;
import java.util.UUID;

/**
 * One network as it is built.
 *
 * @param spec what was asked for
 * @param libvirtName name of the libvirt network
 * @param uuid stable UUID of the libvirt network
 * @param bridge name of the bridge on the host, at most 15 characters
 * @param bridgeMac stable MAC address of the bridge
 * @param subnet the addresses, empty where machines get none
 */
public record NetworkLayout(
        NetworkSpec spec, String libvirtName, UUID uuid, String bridge, String bridgeMac, Optional<Cidr> subnet) {
    private static final int HOST = 1;

    public String name() {
        return spec.name();
    }

    /** Returns the host's own address, on networks where it has one. */
    public Optional<String> hostAddress() {
        return spec.hostAddressed() ? subnet.map(s -> s.address(HOST)) : Optional.empty();
    }
}
