package io.laas.provisioner.libvirt;

import io.laas.model.lab.Host;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.OwnerTag;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.NetworkOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Networks on Open vSwitch. The switch is made here, since libvirt cannot, and the libvirt network only names it. Where the
 * host needs an address (DHCP, address translation), a libvirt bridge network of its own, the gateway, has it, joined to the
 * switch by a pair of virtual cards; so both kinds of networks get their addresses the same way.
 *
 * <p>The libvirt network is defined before anything else is made and forgotten after all else is gone, hence it is always
 * the sign that there is something to remove. Works on the machine it runs on only.
 */
final class OvsNetworks {
    private static final String GATEWAY = "-gw";
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private final String host;
    private final Place place;
    private final OvsSwitch ovs;

    OvsNetworks(String host, Place place) {
        this(host, place, new OvsSwitch());
    }

    OvsNetworks(String host, Place place, OvsSwitch ovs) {
        this.host = host;
        this.place = place;
        this.ovs = ovs;
    }

    /** Where the host is, seen from this process. */
    enum Place {
        HERE,
        ELSEWHERE,
        /** A simulated host has networks that name a switch, and no switch. */
        NOWHERE;

        static Place of(Host host) {
            return host.simulated() ? NOWHERE : HostLink.local(host) ? HERE : ELSEWHERE;
        }
    }

    /** Returns whether machines must compute whole checksums for this switch. */
    boolean needsWholeChecksums() {
        return place == Place.HERE && ovs.inUserSpace();
    }

    void ensure(NetworkOrder order, Networks networks) {
        if (place == Place.ELSEWHERE) {
            throw new HypervisorException(
                    Reason.OTHER,
                    ("Host %s: network %s is to be an Open vSwitch, which can only be made on the machine itself; run the"
                                    + " provisioner (a Jenkins agent) there and use qemu:///system, or use kind bridge")
                            .formatted(host, order.layout().name()));
        }
        networks.ensure(order, NetworkXml.openVSwitch(order), "ovs", () -> makeSwitch(order, networks));
    }

    private void makeSwitch(NetworkOrder order, Networks networks) {
        if (place == Place.NOWHERE) {
            return;
        }
        NetworkLayout layout = order.layout();
        requireFree(layout, order.owner());
        ovs.ensureBridge(layout.bridge(), layout.bridgeMac(), order.owner());
        if (layout.hostAddress().isPresent()) {
            NetworkLayout gateway = gateway(layout);
            networks.ensure(new NetworkOrder(gateway, order.reservations(), order.owner()));
            join(layout, gateway);
        }
    }

    private void requireFree(NetworkLayout layout, OwnerTag owner) {
        ovs.bridges().stream()
                .filter(b -> b.name().equals(layout.bridge()))
                .filter(b -> b.owner()
                        .filter(o -> o.controller().equals(owner.controller()))
                        .isEmpty())
                .findFirst()
                .ifPresent(b -> {
                    throw new HypervisorException(
                            Reason.TAKEN,
                            "Host %s: bridge %s of network %s is an Open vSwitch bridge that LaaS did not make"
                                    .formatted(host, layout.bridge(), layout.name()));
                });
    }

    private void join(NetworkLayout layout, NetworkLayout gateway) {
        String hostEnd = card(layout.bridge(), "lva-");
        String switchEnd = card(layout.bridge(), "lvb-");
        if (!exists(hostEnd)) {
            ip("link", "add", hostEnd, "type", "veth", "peer", "name", switchEnd);
        }
        if (ovs.inUserSpace()) {
            Command.run("ethtool", List.of("-K", hostEnd, "tx", "off"));
            Command.run("ethtool", List.of("-K", switchEnd, "tx", "off"));
        }
        ip("link", "set", hostEnd, "master", gateway.bridge(), "up");
        ip("link", "set", switchEnd, "up");
        ovs.ensurePort(layout.bridge(), switchEnd, layout.spec().vlan());
    }

    /**
     * Removes what the network has besides itself.
     *
     * @param name of a network, or of a bridge whose network is gone
     */
    void remove(String name, Optional<NetworkUse> network, Networks networks) {
        boolean ours = network.map(NetworkUse::openVSwitch).orElse(true);
        if (place != Place.HERE || !ours || !ovs.installed()) {
            return;
        }
        String bridge = network.map(NetworkUse::bridge).orElse(name);
        if (tagged().stream().anyMatch(b -> b.name().equals(bridge))) {
            ovs.removeBridge(bridge);
        }
        String hostEnd = card(bridge, "lva-");
        if (network.isPresent() && exists(hostEnd)) {
            ip("link", "delete", hostEnd);
        }
        if (network.isPresent()) {
            networks.remove(name + GATEWAY);
        }
    }

    /** Lists the switches that LaaS made, whoever controls it; none where no Open vSwitch runs. */
    List<OvsSwitch.Bridge> tagged() {
        if (place != Place.HERE || !ovs.installed()) {
            return List.of();
        }
        try {
            return ovs.bridges().stream().filter(b -> b.owner().isPresent()).toList();
        } catch (HypervisorException e) {
            if (OvsSwitch.isDown(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Returns whether the network is the gateway of one that stands, and goes with it. */
    static boolean isPartOfAnother(NetworkUse network, List<NetworkUse> all) {
        return network.name().endsWith(GATEWAY)
                && all.stream()
                        .filter(NetworkUse::openVSwitch)
                        .anyMatch(other -> (other.name() + GATEWAY).equals(network.name()));
    }

    private static NetworkLayout gateway(NetworkLayout layout) {
        NetworkSpec spec = layout.spec();
        NetworkSpec bridged = new NetworkSpec(
                spec.name(), NetworkKind.BRIDGE, OptionalInt.empty(), spec.subnet(), spec.addressing(), spec.uplink());
        String name = layout.libvirtName() + GATEWAY;
        UUID uuid = UUID.nameUUIDFromBytes((layout.uuid() + GATEWAY).getBytes(StandardCharsets.UTF_8));
        return new NetworkLayout(
                bridged, name, uuid, card(layout.bridge(), "lgw-"), layout.bridgeMac(), layout.subnet());
    }

    /** Names of bridges are as long as the kernel allows, so what belongs to them has a shorter beginning. */
    private static String card(String bridge, String prefix) {
        return prefix + bridge.substring(bridge.indexOf('-') + 1);
    }

    private static boolean exists(String card) {
        return Files.exists(INTERFACES.resolve(card));
    }

    private static void ip(String... arguments) {
        Command.run("ip", List.of(arguments));
    }
}
