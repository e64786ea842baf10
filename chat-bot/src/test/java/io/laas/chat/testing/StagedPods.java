package io.laas.chat.testing;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.model.OperationId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.MachineUse;
import io.laas.model.use.PodUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Pods without machines, whose operations go on when a test lets them. */
public final class StagedPods implements PodOperations, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<OperationId, Running> held = new ConcurrentHashMap<>();
    private final List<String> leftOver = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean hold;

    private record Running(OperationOrder order, OperationListener listener) {}

    /** Lets operations that start from now on wait at half of their first task. */
    public void hold() {
        hold = true;
    }

    /** Lets all operations end well. */
    public void letGo() {
        hold = false;
        held.values().forEach(r -> threads.execute(() -> finish(r)));
        held.clear();
    }

    /** Lets all operations that wait report how far their task is. */
    public void report(int percent, String message) {
        held.values()
                .forEach(r -> r.listener()
                        .taskChanged(new TaskReport("machines", "Machines", TaskState.RUNNING, percent, message)));
    }

    /** Lets all operations that wait fail. */
    public void fail(String reason) {
        held.values()
                .forEach(r -> threads.execute(
                        () -> r.listener().finished(new OperationOutcome.Failed("machines", reason, ""))));
        held.clear();
    }

    public int waiting() {
        return held.size();
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        Running running = new Running(order, listener);
        threads.execute(() -> {
            listener.started();
            listener.taskChanged(new TaskReport("machines", "Machines", TaskState.RUNNING, 50, "half of them"));
            if (hold) {
                held.put(order.id(), running);
            } else {
                finish(running);
            }
        });
    }

    private static void finish(Running running) {
        running.listener().taskChanged(new TaskReport("machines", "Machines", TaskState.DONE, 100, ""));
        Optional<PodAccess> access = running.order().kind() == OperationKind.REMOVE
                ? Optional.empty()
                : Optional.of(VpodLayout.of(running.order().plan())
                        .access(running.order().plan()));
        running.listener().finished(new OperationOutcome.Succeeded(access, saved(running.order())));
    }

    private static List<SavedDisk> saved(OperationOrder order) {
        List<SavedDisk> saved = new ArrayList<>();
        order.plan()
                .snapshot()
                .ifPresent(s -> s.volumes()
                        .forEach((machine, volume) ->
                                saved.add(new SavedDisk(machine, "5a".repeat(32), 1 << 20, 4, Optional.empty()))));
        return saved;
    }

    @Override
    public void cancel(OperationId operation) {
        Running running = held.remove(operation);
        if (running != null) {
            threads.execute(() -> running.listener().finished(new OperationOutcome.Cancelled()));
        }
    }

    @Override
    public HostStatus probe(Host host) {
        return new HostStatus(HostStatus.State.ONLINE, Accel.TCG, "");
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return List.of();
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        // there is never anything
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        throw new UnsupportedOperationException("nobody looks here");
    }

    @Override
    public PodUse use(VpodPlan plan) {
        looks.incrementAndGet();
        return new PodUse(plan.pod().nodes().stream()
                .map(n -> new MachineUse(n.name(), true, 0, 0, 0))
                .toList());
    }

    /** Returns how often somebody asked whether pods are used, which they never are. */
    public int looks() {
        return looks.get();
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return List.copyOf(leftOver);
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        leftOver.removeAll(files);
    }

    /** Puts the file of a snapshot onto the hosts of which the server knows nothing. */
    public void leaveBehind(String file) {
        leftOver.add(file);
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return ImageStock.NONE;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
