package io.laas.model.pod;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.Names;
import io.laas.model.PodId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Pods for tests: a jump host and nodes, all of them on all networks. */
public final class Pods {
    private Pods() {}

    /** Returns the pod of the Pharos design: six machines on the networks admin, mgmt, private and public. */
    public static Pod pharos() {
        return of(
                "pharos-virtual",
                5,
                List.of(
                        network("admin", Addressing.DHCP, Uplink.NONE),
                        network("mgmt", Addressing.STATIC, Uplink.NONE),
                        network("private", Addressing.NONE, Uplink.NONE),
                        network("public", Addressing.DHCP, Uplink.NAT)));
    }

    public static Pod of(String name, int nodes, List<NetworkSpec> networks) {
        List<NodeSpec> machines = new ArrayList<>();
        machines.add(machine("jump", NodeRole.JUMPHOST, networks));
        for (int i = 1; i <= nodes; i++) {
            machines.add(machine("node" + i, NodeRole.NODE, networks));
        }
        return new Pod(new PodId(Names.require("pod name", name)), "A pod", machines, networks);
    }

    public static NetworkSpec network(String name, Addressing addressing, Uplink uplink) {
        return new NetworkSpec(name, NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), addressing, uplink);
    }

    public static NetworkSpec network(String name, String subnet) {
        return new NetworkSpec(
                name,
                NetworkKind.BRIDGE,
                OptionalInt.empty(),
                Optional.of(Cidr.parse(subnet)),
                Addressing.DHCP,
                Uplink.NONE);
    }

    public static NodeSpec machine(String name, NodeRole role, List<NetworkSpec> networks) {
        List<Nic> nics = new ArrayList<>();
        networks.forEach(n -> nics.add(new Nic("nic" + (nics.size() + 1), n.name())));
        return new NodeSpec(name, role, 4, 8192, 100, nics);
    }

    public static Config config() {
        return new Config(new ConfigId("debian"), "", new ImageId("debian-12"), Map.of(), Map.of(), Optional.empty());
    }
}
