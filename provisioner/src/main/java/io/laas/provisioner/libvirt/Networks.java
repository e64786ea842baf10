package io.laas.provisioner.libvirt;

import io.laas.model.layout.NetworkLayout;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.NetworkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.Network;

/** The networks of a host. Thread-safe. */
final class Networks {
    private static final String BRIDGE = "bridge";
    private final ConnectionPool connections;
    private final String host;
    private final OvsNetworks switches;

    Networks(ConnectionPool connections, String host, OvsNetworks switches) {
        this.connections = connections;
        this.host = host;
        this.switches = switches;
    }

    void ensure(NetworkOrder order) {
        if (order.layout().spec().kind() == NetworkKind.OVS) {
            switches.ensure(order, this);
        } else {
            ensure(order, NetworkXml.bridge(order), BRIDGE, () -> {});
        }
    }

    /**
     * Makes a network stand.
     *
     * @param beforeStart done between definition and start, for what libvirt does not do itself
     */
    void ensure(NetworkOrder order, String xml, String kind, Runnable beforeStart) {
        String name = order.layout().libvirtName();
        String fingerprint = NetworkXml.fingerprint(order, kind);
        List<NetworkUse> others = new ArrayList<>(all());
        Optional<NetworkUse> present =
                others.stream().filter(u -> u.name().equals(name)).findFirst();
        present.ifPresent(others::remove);
        if (present.isPresent() && !isSame(present.get(), fingerprint)) {
            requireOurs(order, present.get());
            remove(name);
            present = Optional.empty();
        }
        if (present.isEmpty()) {
            others.forEach(other -> requireApart(order.layout(), other, kind.equals(BRIDGE)));
            connections.call("defining network " + name, c -> defined(c, xml));
        }
        beforeStart.run();
        start(name);
    }

    private static boolean isSame(NetworkUse present, String fingerprint) {
        return present.mark().filter(m -> m.fingerprint().equals(fingerprint)).isPresent();
    }

    private static String defined(HostConnection connection, String xml) throws LibvirtException {
        Network network = connection.networkDefineXML(xml);
        try {
            return network.getName();
        } finally {
            network.free();
        }
    }

    private void start(String name) {
        connections.call("starting network " + name, c -> {
            Network network = c.networkLookupByName(name);
            try {
                if (network.isActive() != 1) {
                    network.create();
                }
            } catch (LibvirtException e) {
                if (network.isActive() != 1) {
                    throw e;
                }
            } finally {
                network.free();
            }
            return name;
        });
    }

    List<NetworkUse> all() {
        return connections.call("listing networks", NativeCalls::networks).stream()
                .map(NetworkUse::of)
                .toList();
    }

    /** Takes the network down. Named after a switch that lost its network, the switch goes. */
    void remove(String name) {
        Optional<NetworkUse> present =
                all().stream().filter(u -> u.name().equals(name)).findFirst();
        present.ifPresent(use -> {
            if (use.mark().filter(m -> m.fits(name)).isEmpty()) {
                throw new HypervisorException(
                        Reason.TAKEN,
                        "Host %s: network '%s' is not of LaaS and is left as it is".formatted(host, name));
            }
        });
        present.ifPresent(use -> stop(use.name()));
        switches.remove(name, present, this);
        present.ifPresent(use -> undefine(use.name()));
    }

    private void stop(String name) {
        onNetwork("stopping network " + name, name, network -> {
            if (network.isActive() == 1) {
                network.destroy();
            }
        });
    }

    private void undefine(String name) {
        onNetwork("removing network " + name, name, Network::undefine);
    }

    private void onNetwork(String what, String name, Step step) {
        connections.call(what, c -> {
            try {
                Network network = c.networkLookupByName(name);
                try {
                    step.on(network);
                } finally {
                    network.free();
                }
            } catch (LibvirtException e) {
                if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_NETWORK)) {
                    throw e;
                }
            }
            return name;
        });
    }

    private void requireOurs(NetworkOrder order, NetworkUse present) {
        String controller = order.owner().controller();
        if (present.mark()
                .filter(m -> m.owner().controller().equals(controller))
                .isEmpty()) {
            throw taken(order.layout(), "name " + present.name(), present);
        }
    }

    private void requireApart(NetworkLayout layout, NetworkUse other, boolean routed) {
        if (other.bridge().equals(layout.bridge())) {
            throw taken(layout, "bridge " + layout.bridge(), other);
        }
        if (other.uuid().equals(layout.uuid().toString())) {
            throw taken(layout, "UUID " + layout.uuid(), other);
        }
        Optional<Cidr> wanted = layout.hostAddress().flatMap(a -> layout.subnet());
        wanted.filter(s -> routed)
                .filter(s -> other.subnets().stream().anyMatch(s::overlaps))
                .ifPresent(s -> {
                    throw taken(layout, "subnet " + s, other);
                });
    }

    private HypervisorException taken(NetworkLayout layout, String thing, NetworkUse by) {
        return new HypervisorException(
                Reason.TAKEN,
                ("Host %s: %s of network %s is used by %s; remove that one or give the host other addresses in the lab"
                                + " file")
                        .formatted(host, thing, layout.name(), by.described()));
    }

    /** Something done with a network. */
    private interface Step {
        void on(Network network) throws LibvirtException;
    }
}
