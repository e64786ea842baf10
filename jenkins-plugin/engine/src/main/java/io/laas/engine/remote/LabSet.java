package io.laas.engine.remote;

import io.laas.engine.store.Store;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All labs: those configured here and those published from elsewhere. What is configured here has its names first; a lab from
 * elsewhere that uses one of them is left out. Thread-safe.
 */
final class LabSet {
    private static final Logger LOG = LoggerFactory.getLogger(LabSet.class);
    private static final String FILE = "published lab file";

    private final Store store;
    private final Consumer<List<Lab>> use;
    private List<Lab> here = List.of();
    private volatile Set<LabId> elsewhere;
    private volatile Set<HostId> hostsHere = Set.of();

    /**
     * @param use takes all labs whenever they change
     */
    LabSet(Store store, Consumer<List<Lab>> use) {
        this.store = store;
        this.use = use;
        this.elsewhere = store.read(tx -> new RemoteLabTable(tx).all()).stream()
                .map(RemoteLab::id)
                .collect(Collectors.toSet());
    }

    /** Makes these the labs that are configured here. */
    synchronized void configure(List<Lab> labs) {
        List<Lab> before = here;
        here = List.copyOf(labs);
        try {
            apply();
        } catch (RuntimeException e) {
            here = before;
            throw e;
        }
    }

    /** Reads what labs elsewhere have published and uses it. */
    synchronized void apply() {
        List<RemoteLab> remote = store.read(tx -> new RemoteLabTable(tx).all());
        List<Lab> all = new ArrayList<>(here);
        for (RemoteLab lab : remote) {
            Optional<Lab> read = lab.retired() ? Optional.empty() : lab.file().flatMap(f -> read(lab, f));
            Optional<String> clash = read.flatMap(r -> clash(r, all));
            clash.ifPresent(why -> LOG.error("Lab {} from elsewhere is left out: {}", lab.id(), why));
            read.filter(r -> clash.isEmpty()).ifPresent(all::add);
        }
        hostsHere = here.stream().flatMap(l -> l.hosts().stream().map(Host::id)).collect(Collectors.toSet());
        elsewhere = remote.stream().map(RemoteLab::id).collect(Collectors.toSet());
        use.accept(all);
    }

    private static Optional<Lab> read(RemoteLab lab, String file) {
        LabFileResult result = LabFile.parse(file, FILE, Path.of(lab.directory()));
        if (result instanceof LabFileResult.Good good) {
            return Optional.of(good.lab());
        }
        LOG.error("What lab {} published cannot be read any more: {}", lab.id(), result);
        return Optional.empty();
    }

    /**
     * Returns whether work on a host of the lab is done elsewhere. What a lab elsewhere published is never worked on from here, also
     * after that lab is gone: its addresses mean its own machines.
     */
    boolean isElsewhere(LabId lab, HostId host) {
        return elsewhere.contains(lab) && !hostsHere.contains(host);
    }

    boolean hasAnyElsewhere() {
        return !elsewhere.isEmpty();
    }

    synchronized boolean isHere(LabId lab) {
        return here.stream().anyMatch(l -> l.id().equals(lab));
    }

    /** Returns which name of the lab another one has, in one sentence. */
    synchronized Optional<String> clash(Lab lab) {
        List<Lab> others = new ArrayList<>(here);
        store.read(tx -> new RemoteLabTable(tx).all()).stream()
                .filter(r -> !r.retired() && !r.id().equals(lab.id()))
                .forEach(r -> r.file().flatMap(f -> read(r, f)).ifPresent(others::add));
        return clash(lab, others);
    }

    private static Optional<String> clash(Lab lab, List<Lab> others) {
        Set<LabId> labs = new HashSet<>();
        Set<HostId> hosts = new HashSet<>();
        Set<VpodId> vpods = new HashSet<>();
        others.forEach(other -> {
            labs.add(other.id());
            other.hosts().forEach(h -> hosts.add(h.id()));
            other.vpods().forEach(v -> vpods.add(v.id()));
        });
        if (labs.contains(lab.id())) {
            return Optional.of("there is another lab %s; give one of them another name".formatted(lab.id()));
        }
        return lab.hosts().stream()
                .filter(h -> hosts.contains(h.id()))
                .map(h -> "another lab has a host %s; give one of them another name".formatted(h.id()))
                .findFirst()
                .or(() -> lab.vpods().stream()
                        .filter(v -> vpods.contains(v.id()))
                        .map(v -> "another lab has a vpod %s; give one of them another name".formatted(v.id()))
                        .findFirst());
    }
}
