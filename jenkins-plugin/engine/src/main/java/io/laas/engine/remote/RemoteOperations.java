package io.laas.engine.remote;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.engine.remote.WorkTable.State;
import io.laas.engine.remote.WorkTable.WorkRow;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.travel.LabWorkJson;
import io.laas.model.travel.OutcomeJson;
import io.laas.model.use.PodUse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Work on hosts of labs elsewhere. Operations wait in the store until a worker claims them; questions are passed on while the asker
 * waits, since only a fresh answer tells what is on a host. A lab of which no worker is heard is unreachable, never empty.
 * Thread-safe.
 */
final class RemoteOperations implements PodOperations {
    private static final int MOST_TROUBLES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Store store;
    private final InstantSource clock;
    private final Duration lease;
    private final Questions questions = new Questions(PATIENCE);
    private final Map<OperationId, OperationListener> listeners = new ConcurrentHashMap<>();
    private final Map<LabId, Map<String, Trouble>> troubles = new ConcurrentHashMap<>();
    private final Map<HostId, HostStatus> statuses = new ConcurrentHashMap<>();
    private volatile Consumer<LabId> onWork = lab -> {};

    /**
     * @param lease how long a claim is good without a sign of life
     */
    RemoteOperations(Store store, InstantSource clock, Duration lease) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
    }

    /** Sets who is told that a lab has something to do. */
    void onWork(Consumer<LabId> listener) {
        onWork = listener;
    }

    Duration lease() {
        return lease;
    }

    Questions questions() {
        return questions;
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        listeners.put(order.id(), listener);
        LabId lab = order.plan().owner().lab();
        String work = LabWorkJson.write(new LabWork.Operation(order.kind(), order.plan()));
        boolean over = store.write(tx -> queue(tx, order.id(), lab, work));
        if (over) {
            deliver(order.id());
        } else {
            wake(lab);
        }
    }

    /**
     * Queues the work, or brings what is queued up to date; returns whether it is done already. What was done to an order that has
     * changed since is done again.
     */
    private static boolean queue(Tx tx, OperationId id, LabId lab, String work) {
        WorkTable table = new WorkTable(tx);
        table.forgetOld();
        Optional<WorkRow> row = table.lock(id);
        if (row.isEmpty()) {
            table.insert(id, lab, work);
            return false;
        }
        boolean done = row.get().state() == State.DONE;
        if (row.get().work().equals(work)) {
            return done;
        }
        table.replace(id, work, row.get().state() == State.CLAIMED);
        if (done) {
            table.requeue(id);
        }
        return false;
    }

    @Override
    public void cancel(OperationId id) {
        boolean over = store.write(tx -> {
            WorkTable table = new WorkTable(tx);
            Optional<WorkRow> idle = table.lock(id).filter(r -> r.state() != State.DONE && !r.held(tx.now()));
            idle.ifPresent(r -> table.finish(id, OutcomeJson.write(new OperationOutcome.Cancelled())));
            return idle.isPresent();
        });
        if (over) {
            deliver(id);
        }
    }

    /** Tells the end of work that is done to whoever waits for it; if nobody does yet, it is told when the work is started again. */
    void deliver(OperationId id) {
        Optional<OperationOutcome> outcome = store.read(
                        tx -> new WorkTable(tx).find(id).flatMap(WorkRow::outcome))
                .map(OutcomeJson::read);
        if (outcome.isPresent()) {
            Optional.ofNullable(listeners.remove(id)).ifPresent(l -> l.finished(outcome.get()));
        }
    }

    void wake(LabId lab) {
        onWork.accept(lab);
    }

    /** Remembers what a worker of the lab says is wrong with its lab file, until it says otherwise or is not heard any more. */
    void troubled(LabId lab, String worker, Optional<String> what) {
        Instant now = clock.instant();
        Map<String, Trouble> of = troubles.computeIfAbsent(lab, l -> new ConcurrentHashMap<>());
        of.remove(worker);
        of.values().removeIf(t -> !present(t.since(), now));
        if (of.size() < MOST_TROUBLES) {
            what.ifPresent(text -> of.put(worker, new Trouble(text, now)));
        }
    }

    /** Returns what workers of the lab say is wrong with their lab files. */
    Optional<String> trouble(LabId lab) {
        Instant now = clock.instant();
        Map<String, Trouble> of = troubles.getOrDefault(lab, Map.of());
        return of.entrySet().stream()
                .filter(e -> present(e.getValue().since(), now))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + ": " + e.getValue().text())
                .reduce((a, b) -> a + " " + b);
    }

    private record Trouble(String text, Instant since) {}

    /** Remembers how a host answers where it stands. */
    void told(HostId host, HostStatus status) {
        statuses.put(host, status);
    }

    @Override
    public HostStatus probe(Host host) {
        RemoteLab lab = labOf(host);
        return absence(lab)
                .map(why -> new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, why))
                .orElseGet(() -> statuses.getOrDefault(host.id(), HostStatus.NOT_ASKED));
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return ask(host, new LabWork.Inventory(host, controller)).things();
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        ask(host, new LabWork.Purge(host, owner));
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return ask(plan.host(), new LabWork.Look(plan, machine, look.facts(), look.consoleFrom()))
                .machine()
                .orElseThrow(() -> unanswered(plan.host()));
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return ask(plan.host(), new LabWork.Use(plan)).use().orElseThrow(() -> unanswered(plan.host()));
    }

    private static HostUnreachableException unanswered(Host host) {
        return new HostUnreachableException(
                host.id(), "the worker of its lab answered another question; give it the controller's version", null);
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return ask(host, new LabWork.SnapshotFiles(host, controller)).files();
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        ask(host, new LabWork.DiscardSnapshots(host, files));
    }

    /** Nothing of other labs' images and ISOs is told to a lab elsewhere: their addresses may hold secrets. */
    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return ask(host, new LabWork.Images(host, question.alone())).images();
    }

    private WorkAnswer ask(Host host, LabWork work) {
        RemoteLab lab = labOf(host);
        absence(lab).ifPresent(why -> {
            throw new HostUnreachableException(host.id(), why, null);
        });
        return questions.ask(lab.id(), work, () -> wake(lab.id()));
    }

    private RemoteLab labOf(Host host) {
        return store.read(tx -> {
                    RemoteLabTable table = new RemoteLabTable(tx);
                    return table.ofHost(host.id()).flatMap(table::find);
                })
                .orElseThrow(() -> new HostUnreachableException(host.id(), "it is not in a lab elsewhere", null));
    }

    /** Returns why the lab cannot be asked; empty if a worker was heard lately. */
    private Optional<String> absence(RemoteLab lab) {
        Instant now = clock.instant();
        if (lab.seenAt().filter(seen -> present(seen, now)).isPresent()) {
            return Optional.empty();
        }
        String since = lab.seenAt().map(seen -> "since " + seen).orElse("yet");
        return Optional.of("no worker of lab %s was heard %s; see that ./laas worker runs there and reaches this server"
                .formatted(lab.id(), since));
    }

    /** Returns whether a worker that was heard then counts as present. */
    boolean present(Instant seen, Instant now) {
        return now.isBefore(seen.plus(lease));
    }
}
