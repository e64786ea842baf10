package io.laas.engine.lab;

import io.laas.engine.installer.Workflows;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.Store;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The labs as configured last, and how their hosts answered. Thread-safe. */
public final class Catalogue {
    private final Store store;
    private final Map<HostId, HostStatus> statuses = new ConcurrentHashMap<>();
    private final Workflows workflows = new Workflows();
    private volatile List<Lab> labs = List.of();

    /** Makes a catalogue without labs. */
    public Catalogue(Store store) {
        this.store = store;
    }

    /** Returns what labs add to the workflow. */
    public Workflows workflows() {
        return workflows;
    }

    /** Returns the labs in the order of the configuration. */
    public List<Lab> labs() {
        return labs;
    }

    public Optional<Lab> lab(LabId id) {
        return labs.stream().filter(l -> l.id().equals(id)).findFirst();
    }

    public List<HostView> hosts() {
        Map<HostId, Capacity> used = store.read(tx -> new HostUse(tx).now());
        return labs.stream()
                .flatMap(lab -> lab.hosts().stream().map(h -> view(lab, h, used)))
                .toList();
    }

    public Optional<HostView> host(HostId id) {
        return hosts().stream().filter(h -> h.host().id().equals(id)).findFirst();
    }

    /** Returns how the host answered last. */
    public HostStatus status(HostId id) {
        return statuses.getOrDefault(id, HostStatus.NOT_ASKED);
    }

    /** Returns the host's description if it is configured. */
    public Optional<Host> configured(HostId id) {
        return labs.stream().flatMap(l -> l.host(id).stream()).findFirst();
    }

    /** Makes these the labs. */
    public void replace(List<Lab> newLabs) {
        labs = List.copyOf(newLabs);
    }

    /** Remembers how the host answered. */
    public void put(HostId id, HostStatus status) {
        statuses.put(id, status);
    }

    private HostView view(Lab lab, Host host, Map<HostId, Capacity> used) {
        return new HostView(lab.id(), host, status(host.id()), used.getOrDefault(host.id(), Capacity.ZERO));
    }
}
