package io.laas.provisioner.libvirt;

import io.laas.model.lab.Host;
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
    final GuestAgent agent;
    final GoldenImages images;
    final Overlays overlays;
    final OvsNetworks switches;
    final Networks networks;
    final HostInventory inventory;
    final AccelProbe accel;
    private final AgentEvents events;

    HostLink(Host host, FileDigests digests) {
        String name = host.id().toString();
        connections = new ConnectionPool(name, host.uri());
        storage = new HostStorage(connections, name, host.storage());
        domains = new Domains(connections);
        consoles = new Consoles(domains, storage);
        machines = new Machines(name, connections, storage, consoles);
        states = new KnownStates(domains);
        events = new AgentEvents(new ConnectionOpener(name, host.uri()), simulated(host.uri()));
        agent = new GuestAgent(domains, events);
        images = new GoldenImages(storage, digests);
        overlays = new Overlays(storage);
        switches = new OvsNetworks(name, local(host.uri()));
        networks = new Networks(connections, name, switches);
        inventory = new HostInventory(connections, networks, storage, switches);
        accel = new AccelProbe(storage, () -> local(host.uri()) && AccelProbe.processorLacksIt());
        LOG.debug("Host {} is {}", name, host.uri());
    }

    static boolean simulated(String uri) {
        return uri.startsWith("test:");
    }

    private static boolean local(String uri) {
        URI parsed = URI.create(uri);
        return !simulated(uri)
                && (parsed.getAuthority() == null || parsed.getAuthority().isEmpty());
    }

    @Override
    public void close() {
        events.close();
        connections.close();
    }
}
