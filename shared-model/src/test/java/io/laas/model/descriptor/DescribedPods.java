package io.laas.model.descriptor;

import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodDetails;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/** Plans of pods that are described. */
final class DescribedPods {
    static final PodDetails DETAILS = new PodDetails(
            "alice",
            "lab-admins@example.org",
            "Main lab",
            "server1, Europe/Paris",
            "https://jenkins.example.org/laas/");

    private static final List<String> NAMES =
            List.of("admin", "mgmt", "private", "public", "storage", "oob", "null", "yes", "0x1f", "1e3", "010", "12");
    private static final List<NodeRole> ROLES =
            List.of(NodeRole.CONTROLLER, NodeRole.COMPUTE, NodeRole.STORAGE, NodeRole.NODE, NodeRole.NODE);

    private DescribedPods() {}

    static VpodPlan plan(Pod pod) {
        return plan(pod, DETAILS, "qemu:///system", "ubuntu-22.04");
    }

    static VpodPlan plan(Pod pod, PodDetails details, String uri, String os) {
        Host host = new Host(
                new HostId("server1"),
                uri,
                new Capacity(96, 1 << 18, 1 << 13),
                Accel.KVM,
                "/srv/laas",
                Cidr.parse("10.80.0.0/16"),
                "");
        Map<String, Image> images = new TreeMap<>();
        Image image = new Image(new ImageId("ubuntu"), "u.qcow2", Optional.empty(), os, "ubuntu", Optional.empty());
        pod.nodes().forEach(n -> images.put(n.name(), image));
        OwnerTag owner = new OwnerTag("c0ffee", new LabId("main"), new VpodId("vpod1"), "b-41", "o-1");
        return new VpodPlan(owner, 3, host, pod, Pods.config(), images, List.of(), details);
    }

    /** Returns a pod of up to nine machines with up to four cards, on networks of all kinds. */
    static Pod random(Random random) {
        List<NetworkSpec> networks = networks(random);
        List<NodeSpec> machines = new ArrayList<>();
        machines.add(machine("jump", NodeRole.JUMPHOST, networks, random));
        int nodes = random.nextInt(9);
        for (int i = 1; i <= nodes; i++) {
            NodeRole role = ROLES.get(random.nextInt(ROLES.size()));
            machines.add(
                    machine(i == 1 && random.nextInt(9) == 0 ? "0" : "node" + i, role, some(networks, random), random));
        }
        return new Pod(new PodId("p"), "", machines, networks);
    }

    private static List<NetworkSpec> networks(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<NetworkSpec> networks = new ArrayList<>();
        for (String name : names.subList(0, 1 + random.nextInt(4))) {
            boolean first = networks.isEmpty();
            boolean ovs = random.nextBoolean();
            Addressing addressing = first ? Addressing.DHCP : Addressing.values()[random.nextInt(3)];
            networks.add(new NetworkSpec(
                    name,
                    ovs ? NetworkKind.OVS : NetworkKind.BRIDGE,
                    ovs && random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4094)) : OptionalInt.empty(),
                    random.nextInt(4) == 0 ? Optional.of(subnet(networks.size(), random)) : Optional.empty(),
                    addressing,
                    addressing != Addressing.NONE && random.nextBoolean() ? Uplink.NAT : Uplink.NONE));
        }
        return networks;
    }

    private static Cidr subnet(int ordinal, Random random) {
        return Cidr.parse("172.%d.0.0/%d".formatted(16 + ordinal, 16 + random.nextInt(11)));
    }

    private static List<NetworkSpec> some(List<NetworkSpec> networks, Random random) {
        List<NetworkSpec> mixed = new ArrayList<>(networks);
        Collections.shuffle(mixed, random);
        return random.nextBoolean() ? networks : mixed.subList(0, random.nextInt(networks.size() + 1));
    }

    private static NodeSpec machine(String name, NodeRole role, List<NetworkSpec> networks, Random random) {
        List<Nic> nics = new ArrayList<>();
        networks.forEach(n -> nics.add(new Nic("nic" + (nics.size() + 1), n.name())));
        int memory = random.nextBoolean() ? 1024 * (1 + random.nextInt(64)) : 64 + random.nextInt(9999);
        return new NodeSpec(name, role, 1 + random.nextInt(16), memory, 1 + random.nextInt(999), nics);
    }
}
