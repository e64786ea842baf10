package io.laas.provisioner.libvirt;

import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.MachineCounts;
import io.laas.provisioner.hypervisor.MachineOrder;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.VolumeNames;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.DomainInterfaceStats;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/** The machines of a host: what they are and whether they run. Thread-safe. */
final class Machines {
    private static final int PAUSED_BY_IO_ERROR = 5;
    private static final int SHUT_OFF_BY_CRASH = 3;
    private static final int SHUT_OFF_BY_FAILURE = 6;
    private static final int METADATA_ELEMENT = 2;
    private static final int LIVE = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int CONFIG = 2;
    private static final int FORGET_STATES =
            Domain.UndefineFlags.MANAGED_SAVE | Domain.UndefineFlags.SNAPSHOTS_METADATA;
    private final String host;
    private final ConnectionPool connections;
    private final Domains domains;
    private final HostStorage storage;
    private final Consoles consoles;

    Machines(String host, ConnectionPool connections, HostStorage storage, Consoles consoles) {
        this.host = host;
        this.connections = connections;
        this.domains = new Domains(connections);
        this.storage = storage;
        this.consoles = consoles;
    }

    /**
     * Defines a machine.
     *
     * @param type domain type
     */
    void define(MachineOrder order, String type, boolean wholeChecksums) {
        String name = order.layout().domain();
        Optional<OwnerMark> present = presentMark(order, name);
        if (present.filter(m -> m.fingerprint().equals(order.fingerprint())).isPresent()) {
            refreshMark(order, present.get());
            return;
        }
        if (present.isPresent()) {
            remove(name);
        }
        String log = consoles.create(
                VolumeNames.console(order.owner(), order.layout().name()));
        Optional<String> golden = golden(order);
        String xml = DomainXml.of(order, new DomainXml.Terms(type, golden, log, wholeChecksums));
        connections.call("defining machine " + name, c -> {
            Domain domain = c.domainDefineXML(xml);
            domain.free();
            return name;
        });
    }

    private Optional<OwnerMark> presentMark(MachineOrder order, String name) {
        Optional<Optional<OwnerMark>> present =
                domains.ifPresent("looking for machine " + name, name, (d, c) -> mark(d));
        if (present.isEmpty()) {
            return Optional.empty();
        }
        OwnerTag owner = order.owner();
        return Optional.of(present.get()
                .filter(m -> m.owner().controller().equals(owner.controller()))
                .orElseThrow(() -> new HypervisorException(
                        Reason.TAKEN,
                        "Host %s: the name %s is used by a machine that is not of this LaaS; rename or remove it"
                                .formatted(host, name))));
    }

    static Optional<OwnerMark> mark(Domain domain) throws LibvirtException {
        return OwnerMark.in(XmlNode.parse(domain.getXMLDesc(0)));
    }

    private void refreshMark(MachineOrder order, OwnerMark present) {
        OwnerMark wanted = new OwnerMark(order.owner(), order.fingerprint());
        if (wanted.equals(present)) {
            return;
        }
        String name = order.layout().domain();
        domains.with("marking machine " + name, name, (d, c) -> {
            int impact = d.isActive() == 1 ? LIVE | CONFIG : CONFIG;
            d.setMetadata(METADATA_ELEMENT, wanted.document(), OwnerMark.prefix(), OwnerMark.NAMESPACE, impact);
            return name;
        });
    }

    private Optional<String> golden(MachineOrder order) {
        String volume = order.disk().substring(order.disk().lastIndexOf('/') + 1);
        return storage.with("looking for disk " + order.disk(), volumes -> {
            Optional<StorageVol> disk = volumes.find(volume);
            return disk.isEmpty() ? Optional.empty() : Overlays.backing(disk.get());
        });
    }

    Optional<String> fingerprint(String name) {
        return domains.ifPresent("looking for machine " + name, name, (d, c) -> mark(d))
                .flatMap(mark -> mark)
                .filter(mark -> mark.fits(name))
                .map(OwnerMark::fingerprint);
    }

    MachineState state(String name) {
        return domains.ifPresent("asking for the state of machine " + name, name, (d, c) -> state(d, c, name))
                .orElse(MachineState.ABSENT);
    }

    private static MachineState state(Domain domain, HostConnection connection, String name) throws LibvirtException {
        DomainInfo.DomainState state = domain.getInfo().state;
        return switch (state) {
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_NOSTATE, VIR_DOMAIN_SHUTDOWN ->
                MachineState.RUNNING;
            case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED ->
                NativeCalls.stateReason(connection, name) == PAUSED_BY_IO_ERROR
                        ? MachineState.CRASHED
                        : MachineState.PAUSED;
            case VIR_DOMAIN_CRASHED -> MachineState.CRASHED;
            case VIR_DOMAIN_SHUTOFF ->
                switch (NativeCalls.stateReason(connection, name)) {
                    case SHUT_OFF_BY_CRASH, SHUT_OFF_BY_FAILURE -> MachineState.CRASHED;
                    default -> MachineState.OFF;
                };
        };
    }

    Optional<MachineCounts> counts(String name) {
        return domains.ifPresent("asking what machine " + name + " has counted", name, (d, c) -> {
            DomainInfo info = d.getInfo();
            return d.isActive() == 1 ? new MachineCounts(info.cpuTime / NANOS_PER_MILLI, netBytes(d)) : null;
        });
    }

    private static long netBytes(Domain domain) throws LibvirtException {
        long bytes = 0;
        for (XmlNode card : XmlNode.parse(domain.getXMLDesc(0)).all("devices/interface")) {
            Optional<String> device = card.first("target").map(t -> t.attribute("dev"));
            if (device.filter(name -> !name.isEmpty()).isPresent()) {
                DomainInterfaceStats stats = domain.interfaceStats(device.get());
                bytes += Math.max(0, stats.rx_bytes) + Math.max(0, stats.tx_bytes);
            }
        }
        return bytes;
    }

    void start(String name) {
        domains.with("starting machine " + name, name, (d, c) -> {
            switch (state(d, c, name)) {
                case PAUSED -> d.resume();
                case OFF -> d.create();
                case CRASHED -> {
                    stop(d);
                    d.create();
                }
                default -> {
                    return name;
                }
            }
            return name;
        });
    }

    void pause(String name) {
        domains.with("pausing machine " + name, name, (d, c) -> {
            if (state(d, c, name) == MachineState.RUNNING) {
                d.suspend();
            }
            return name;
        });
    }

    void shutDown(String name) {
        domains.with("shutting down machine " + name, name, (d, c) -> {
            if (state(d, c, name) == MachineState.RUNNING) {
                d.shutdown();
            }
            return name;
        });
    }

    void powerOff(String name) {
        domains.ifPresent("powering off machine " + name, name, (d, c) -> {
            stop(d);
            return name;
        });
    }

    private static void stop(Domain domain) throws LibvirtException {
        if (domain.isActive() != 1) {
            return;
        }
        try {
            domain.destroy();
        } catch (LibvirtException e) {
            if (domain.isActive() == 1) {
                throw e;
            }
        }
    }

    /** Forgets the machine and what its console printed. */
    void remove(String name) {
        Optional<String> log = consoles.file(name);
        domains.ifPresent("removing machine " + name, name, (d, c) -> {
            if (mark(d).filter(m -> m.fits(name)).isEmpty()) {
                throw new HypervisorException(
                        Reason.TAKEN,
                        "Host %s: machine '%s' is not of LaaS and is left as it is".formatted(host, name));
            }
            stop(d);
            d.undefine(FORGET_STATES);
            return name;
        });
        log.ifPresent(consoles::remove);
    }
}
