package io.laas.jenkins.operation;

import io.laas.engine.port.OperationOrder;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.OperationKind;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds orders for tests: by default PROVISION of vpod {@code alpha} on a host with agent label {@code kvm}, as o-1. */
final class Orders {
    private final Path storage;
    private long number = 1;
    private OperationKind kind = OperationKind.PROVISION;
    private String vpod = "alpha";
    private String label = "kvm";

    private Orders(Path storage) {
        this.storage = storage;
    }

    /**
     * Begins an order.
     *
     * @param storage where the fake workshop is told what to do
     */
    static Orders anOrder(Path storage) {
        return new Orders(storage);
    }

    Orders number(long newNumber) {
        number = newNumber;
        return this;
    }

    Orders kind(OperationKind newKind) {
        kind = newKind;
        return this;
    }

    Orders vpod(String newVpod) {
        vpod = newVpod;
        return this;
    }

    Orders label(String newLabel) {
        label = newLabel;
        return this;
    }

    OperationOrder build() {
        ImageId image = new ImageId("guest");
        NodeSpec jump = new NodeSpec("jump", NodeRole.JUMPHOST, 1, 512, 10, List.of(new Nic("nic1", "admin")));
        NetworkSpec admin = new NetworkSpec(
                "admin", NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), Addressing.DHCP, Uplink.NONE);
        VpodPlan plan = new VpodPlan(
                owner("test", vpod),
                0,
                host(),
                new Pod(new PodId("small"), "", List.of(jump), List.of(admin)),
                new Config(new ConfigId("hello"), "", image, Map.of(), Map.of(), Optional.empty()),
                Map.of(
                        "jump",
                        new Image(image, "guest.qcow2", Optional.empty(), "debian-12", "laas", Optional.empty())),
                List.of());
        return new OperationOrder(new OperationId(number), kind, plan);
    }

    Host host() {
        return new Host(
                new HostId("h1"),
                "qemu:///system",
                new Capacity(8, 8192, 100),
                Accel.AUTO,
                storage.toString(),
                Cidr.parse("10.80.0.0/16"),
                label);
    }

    static OwnerTag owner(String controller, String vpod) {
        return new OwnerTag(controller, new LabId("demo"), new VpodId(vpod), "b-7", "");
    }
}
