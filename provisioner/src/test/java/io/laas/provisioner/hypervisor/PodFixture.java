package io.laas.provisioner.hypervisor;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import io.laas.provisioner.seed.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A small vpod, two machines on two networks, and the orders that make it on a hypervisor. */
public final class PodFixture {
    private static final int MEMORY_MIB = 96;
    private final VpodPlan plan;
    private final VpodLayout layout;

    private PodFixture(VpodPlan plan) {
        this.plan = plan;
        this.layout = VpodLayout.of(plan);
    }

    /** Returns a host with a pool of addresses that nothing else uses. */
    public static Host host(String uri, String storage, Accel accel) {
        Capacity capacity = new Capacity(64, 1 << 16, 1 << 12);
        return new Host(new HostId("local"), uri, capacity, accel, storage, Cidr.parse("10.93.0.0/16"), "");
    }

    /** Returns a vpod on bridges. */
    public static PodFixture on(Host host, Image image, String controller) {
        return on(host, image, controller, NetworkKind.BRIDGE);
    }

    /** Returns a vpod whose networks are of the kind. */
    public static PodFixture on(Host host, Image image, String controller, NetworkKind kind) {
        Pod pod = pod(network("admin", kind, Addressing.DHCP, Uplink.NONE));
        return new PodFixture(plan(host, image, controller, pod, 0));
    }

    /** Returns one of several vpods of a host, joined to the outside by address translation. */
    public static PodFixture neighbour(Host host, Image image, String controller, int index) {
        Pod pod = pod(network("admin", NetworkKind.BRIDGE, Addressing.DHCP, Uplink.NAT));
        return new PodFixture(plan(host, image, controller, pod, index));
    }

    private static VpodPlan plan(Host host, Image image, String controller, Pod pod, int index) {
        OwnerTag owner = new OwnerTag(controller, new LabId("test"), new VpodId("pair" + index), "b-1", "o-1");
        Config config = new Config(new ConfigId("plain"), "", image.id(), Map.of(), Map.of(), Optional.empty());
        Map<String, Image> images = pod.nodes().stream().collect(Collectors.toMap(NodeSpec::name, n -> image));
        return new VpodPlan(owner, index, host, pod, config, images, List.of());
    }

    private static Pod pod(NetworkSpec admin) {
        NetworkSpec wire = network("wire", admin.kind(), Addressing.STATIC, Uplink.NONE);
        List<NodeSpec> nodes = List.of(node("jump", NodeRole.JUMPHOST), node("node", NodeRole.NODE));
        return new Pod(new PodId("pair"), "", nodes, List.of(admin, wire));
    }

    private static NetworkSpec network(String name, NetworkKind kind, Addressing addressing, Uplink uplink) {
        return new NetworkSpec(name, kind, OptionalInt.empty(), Optional.empty(), addressing, uplink);
    }

    private static NodeSpec node(String name, NodeRole role) {
        return new NodeSpec(name, role, 1, MEMORY_MIB, 2, List.of(new Nic("nic1", "admin"), new Nic("nic2", "wire")));
    }

    public VpodLayout layout() {
        return layout;
    }

    public OwnerTag owner() {
        return plan.owner();
    }

    public Image image() {
        return plan.image(plan.pod().jumpHost());
    }

    public MachineLayout jump() {
        return layout.machines().get(0);
    }

    public MachineLayout node() {
        return layout.machines().get(1);
    }

    public List<NetworkOrder> networks() {
        return layout.networks().stream().map(this::network).toList();
    }

    private NetworkOrder network(NetworkLayout network) {
        List<NetworkOrder.Reservation> reservations = new ArrayList<>();
        if (network.spec().addressing() == Addressing.DHCP) {
            layout.machines()
                    .forEach(m -> m.nicOn(network.name())
                            .ifPresent(n -> reservations.add(new NetworkOrder.Reservation(
                                    n.mac(), n.address().orElseThrow(), m.name()))));
        }
        return new NetworkOrder(network, reservations, plan.owner());
    }

    public String diskName(MachineLayout machine) {
        return VolumeNames.disk(plan.owner(), machine.name());
    }

    public String seedName(MachineLayout machine) {
        return VolumeNames.seed(plan.owner(), machine.name());
    }

    public byte[] seed(MachineLayout machine) {
        return Seed.of(plan, layout, machine).image();
    }

    /** Makes the networks and all that the machine needs, and returns the order to define it. */
    public MachineOrder prepare(Hypervisor hypervisor, MachineLayout machine, String fingerprint) {
        networks().forEach(hypervisor::ensureNetwork);
        StoredImage stored = hypervisor.ensureImage(image(), CancelSignal.NEVER, percent -> {});
        String disk = hypervisor.ensureOverlay(
                diskName(machine), stored, machine.spec().diskGiB());
        String seed = hypervisor.putFile(seedName(machine), seed(machine));
        Map<String, NetworkLayout> networks =
                layout.networks().stream().collect(Collectors.toMap(NetworkLayout::name, Function.identity()));
        return new MachineOrder(machine, networks, disk, seed, stored.boot(), List.of(), fingerprint, plan.owner());
    }

    /** Takes everything of the vpod away. */
    public void remove(Hypervisor hypervisor) {
        for (MachineLayout machine : layout.machines()) {
            hypervisor.remove(machine.domain());
            hypervisor.removeVolume(diskName(machine));
            hypervisor.removeVolume(seedName(machine));
        }
        layout.networks().forEach(n -> hypervisor.removeNetwork(n.libvirtName()));
    }
}
