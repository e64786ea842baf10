package io.laas.engine.reconcile;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.PodOperations;
import io.laas.engine.snapshot.SnapshotFiles;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.Leak;
import io.laas.model.operation.OwnerTag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the store with the hosts. Asks hosts, so its methods take as long as they do. Thread-safe. */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Store store;
    private final Catalogue catalogue;
    private final PodOperations operations;
    private final String controller;
    private final Duration leakAge;
    private final InstantSource clock;

    /**
     * Makes the reconciler of one controller.
     *
     * @param leakAge how long something unknown must have been seen before it is removed
     */
    public Reconciler(
            Store store,
            Catalogue catalogue,
            PodOperations operations,
            String controller,
            Duration leakAge,
            InstantSource clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.operations = operations;
        this.controller = controller;
        this.leakAge = leakAge;
        this.clock = clock;
    }

    /** What is on one host; {@code trouble} says why it could not be asked. */
    private record Stock(Host host, List<HostedThing> things, List<String> snapshots, Optional<String> trouble) {}

    /** Asks all hosts now and tells how they differ from the store. */
    public LeakReport report() {
        List<Leak> leaks = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        for (Host host : hosts()) {
            Stock stock = stock(host);
            stock.trouble().ifPresent(unreachable::add);
            if (stock.trouble().isEmpty()) {
                leaks.addAll(store.read(tx -> new Comparison(tx, host.id(), stock.things()).leaks()));
                leaks.addAll(store.read(tx -> SnapshotLeaks.of(files(tx, stock).unknown(), host.id())));
            }
        }
        return new LeakReport(clock.instant(), leaks, unreachable);
    }

    /** Removes what is ours, unknown and old enough, marks what is missing, and tells what is left; needs MANAGE_LABS. */
    public Answer<LeakReport> repair(Caller caller) {
        if (!caller.managesLabs()) {
            return store.write(tx -> Audit.forbid(tx, caller, "repairing leaks", Right.MANAGE_LABS));
        }
        repairAll(caller);
        return Answer.done(report());
    }

    /** Compares and repairs as happens by itself every now and then. */
    public void routine() {
        repairAll(Caller.SYSTEM);
    }

    private void repairAll(Caller caller) {
        for (Host host : hosts()) {
            Stock stock = stock(host);
            if (stock.trouble().isPresent()) {
                LOG.warn("Not reconciled: {}", stock.trouble().get());
                continue;
            }
            List<OwnerTag> old = store.write(tx -> note(tx, stock, caller));
            old.forEach(owner -> purge(host, owner, caller));
            discardSnapshots(stock, caller);
        }
    }

    /** Removes what is left of deleted snapshots; what nobody knows of goes only when somebody asks for it. */
    private void discardSnapshots(Stock stock, Caller caller) {
        boolean asked = !caller.equals(Caller.SYSTEM);
        SnapshotFiles all = store.read(tx -> files(tx, stock));
        List<String> files = new ArrayList<>(all.discardable());
        files.addAll(asked ? all.unknown() : List.of());
        try {
            if (!files.isEmpty()) {
                operations.discardSnapshotFiles(stock.host(), files);
            }
        } catch (HostUnreachableException e) {
            LOG.warn("Files of snapshots stay: {}", e.getMessage());
            return;
        }
        Set<Long> over = all.over();
        if (!over.isEmpty()) {
            store.write(tx -> {
                SnapshotFiles.gone(tx, over);
                return over;
            });
        }
    }

    private static SnapshotFiles files(Tx tx, Stock stock) {
        List<Image> standing = new VpodTable(tx)
                .present().stream()
                        .filter(v -> v.host().equals(stock.host().id()))
                        .flatMap(v -> v.plan().images().values().stream())
                        .toList();
        return new SnapshotFiles(tx, stock.host().id(), stock.snapshots(), standing);
    }

    /** Writes down what was found, marks what is missing and returns what is to be removed. */
    private List<OwnerTag> note(Tx tx, Stock stock, Caller caller) {
        HostId host = stock.host().id();
        new HostTable(tx).lock(List.of(host));
        Comparison comparison = new Comparison(tx, host, stock.things());
        List<Leak> leaks = comparison.leaks();
        comparison.missing().forEach(v -> marked(tx, v));
        Set<VpodId> unknown = new HashSet<>();
        Map<VpodId, OwnerTag> old = new TreeMap<>();
        boolean news = false;
        for (OwnerTag owner : comparison.untracked()) {
            unknown.add(owner.vpod());
            Instant since = new SeenTable(tx).since(host, owner.vpod());
            news |= since.equals(tx.now());
            if (!since.isAfter(tx.now().minus(leakAge))) {
                old.put(owner.vpod(), owner);
            }
        }
        new SeenTable(tx).keepOnly(host, unknown);
        if (news || !comparison.missing().isEmpty()) {
            tx.emit(EventDraft.of(EventType.LEAKS_FOUND, caller.actor())
                    .with("host", host)
                    .with("leaks", leaks.size()));
        }
        return List.copyOf(old.values());
    }

    /** A free vpod that is not there is set up anew; one in use keeps its booking, whose owner can reset it. */
    private static void marked(Tx tx, VpodRow vpod) {
        String why = "Some of its machines are missing on host " + vpod.host();
        VpodRow marked = vpod.state() == VpodState.FREE ? vpod.in(VpodState.NEW).standing(false) : vpod;
        new VpodTable(tx).save(marked.because(why));
    }

    private void purge(Host host, OwnerTag owner, Caller caller) {
        try {
            operations.purge(host, owner);
            store.write(tx -> {
                tx.emit(EventDraft.of(EventType.LEAKS_REPAIRED, caller.actor())
                        .in(owner.lab())
                        .vpod(owner.vpod())
                        .with("host", host.id()));
                return owner;
            });
        } catch (HostUnreachableException e) {
            LOG.warn("Leak of vpod {} stays: {}", owner.vpod(), e.getMessage());
        }
    }

    private Stock stock(Host host) {
        try {
            List<HostedThing> ours = operations.inventory(host, controller).stream()
                    .filter(t -> t.owner().controller().equals(controller))
                    .toList();
            return new Stock(host, ours, operations.snapshotFiles(host, controller), Optional.empty());
        } catch (HostUnreachableException e) {
            return new Stock(host, List.of(), List.of(), Optional.of(e.getMessage()));
        }
    }

    /** Returns all hosts of the configuration, and those that left it but still have vpods. */
    private List<Host> hosts() {
        Map<HostId, Host> hosts = new TreeMap<>();
        store.read(tx -> new VpodTable(tx).present())
                .forEach(v -> hosts.computeIfAbsent(v.host(), h -> v.plan().host()));
        catalogue.labs().forEach(l -> l.hosts().forEach(h -> hosts.put(h.id(), h)));
        return List.copyOf(hosts.values());
    }
}
