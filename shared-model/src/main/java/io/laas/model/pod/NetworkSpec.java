package io.laas.model.pod;

import io.laas.model.Names;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One network of a pod.
 *
 * @param name unique in the pod
 * @param kind bridge or Open vSwitch
 * @param vlan VLAN tag 1 … 4094 put on the ports of an OVS network; empty for untagged
 * @param subnet IPv4 subnet in CIDR form; empty lets the host's address pool give one
 * @param addressing how machines get their address
 * @param uplink what the network is joined to; NAT needs addresses
 */
public record NetworkSpec(
        String name, NetworkKind kind, OptionalInt vlan, Optional<Cidr> subnet, Addressing addressing, Uplink uplink) {
    private static final int MAX_VLAN = 4094;

    public NetworkSpec {
        Names.require("network name", name);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(addressing, "addressing");
        Objects.requireNonNull(uplink, "uplink");
        if (vlan.isPresent() && (vlan.getAsInt() < 1 || vlan.getAsInt() > MAX_VLAN)) {
            throw new IllegalArgumentException(
                    "network %s: vlan must be 1 to 4094, was %d".formatted(name, vlan.getAsInt()));
        }
        if (vlan.isPresent() && kind == NetworkKind.BRIDGE) {
            throw new IllegalArgumentException("network %s: a vlan needs kind ovs".formatted(name));
        }
        if (uplink == Uplink.NAT && addressing == Addressing.NONE) {
            throw new IllegalArgumentException(
                    "network %s: uplink nat needs addressing dhcp or static".formatted(name));
        }
    }

    /** Returns whether the host has an address of its own on the network. */
    public boolean hostAddressed() {
        return addressing == Addressing.DHCP || uplink == Uplink.NAT;
    }

    public NetworkSpec withKind(NetworkKind newKind) {
        return new NetworkSpec(name, newKind, vlan, subnet, addressing, uplink);
    }
}
