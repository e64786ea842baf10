package io.laas.provisioner.libvirt;

import io.laas.model.lab.Host;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is shared by those who use one host: its connections and what is known of it. One for each URI and storage
 * directory. Thread-safe.
 */
final class HostLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);
    final ConnectionPool connections;
    final HostStorage storage;
    final Domains domains;
    final Consoles consoles;
    final Machines machines;
    final KnownStates states;
    final Agent agent;
    final GoldenImages images;
    final Overlays overlays;
    final HostCopies copies;
    final OvsNetworks switches;
    final Networks networks;
    final HostInventory inventory;
    final AccelProbe accel;
    private final AgentEvents events;

    HostLink(Host host, FileDigests digests, Downloads downloads) {
        String name = host.id().toString();
        connections = new ConnectionPool(name, host.uri());
        storage = new HostStorage(connections, name, host.storage());
        domains = new Domains(connections);
        consoles = new Consoles(domains, storage);
        machines = new Machines(name, connections, storage, consoles);
        states = new KnownStates(domains);
        events = new AgentEvents(new ConnectionOpener(name, host.uri()));
        agent = host.simulated() ? new SimulatedAgent(domains) : new GuestAgent(domains, events);
        images = new GoldenImages(storage, digests, downloads);
        overlays = new Overlays(storage);
        copies = new HostCopies(name, storage, domains, agent);
        switches = new OvsNetworks(name, OvsNetworks.Place.of(host));
        networks = new Networks(connections, name, switches);
        inventory = new HostInventory(connections, networks, storage, switches);
        accel = new AccelProbe(storage, () -> local(host) && AccelProbe.processorLacksIt());
        LOG.debug("Host {} is {}", name, host.uri());
    }

    /** Returns whether the host is the system that this process runs on. */
    static boolean local(Host host) {
        String authority = URI.create(host.uri()).getAuthority();
        return !host.simulated() && (authority == null || authority.isEmpty());
    }

    @Override
    public void close() {
        events.close();
        connections.close();
    }
}
