package io.laas.web.standalone;

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
import io.laas.model.layout.SnapshotVolumes;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Pods without machines: every operation is done as soon as it is started. */
public final class ReadyPods implements PodOperations, AutoCloseable {
    private final Set<String> snapshots = new ConcurrentSkipListSet<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        threads.execute(() -> {
            listener.started();
            listener.taskChanged(new TaskReport("machines", "Machines", TaskState.RUNNING, 50, "half of them"));
            listener.taskChanged(new TaskReport("machines", "Machines", TaskState.DONE, 100, ""));
            Optional<PodAccess> access = order.kind() == OperationKind.REMOVE
                    ? Optional.empty()
                    : Optional.of(VpodLayout.of(order.plan()).access(order.plan()));
            listener.finished(new OperationOutcome.Succeeded(access, saved(order)));
        });
    }

    private List<SavedDisk> saved(OperationOrder order) {
        List<SavedDisk> saved = new ArrayList<>();
        order.plan()
                .snapshot()
                .ifPresent(s -> s.volumes().forEach((machine, base) -> {
                    snapshots.add(SnapshotVolumes.disk(base));
                    int gib = order.plan().pod().node(machine).orElseThrow().diskGiB();
                    saved.add(new SavedDisk(machine, "5a".repeat(32), 1 << 20, gib, Optional.empty()));
                }));
        return saved;
    }

    @Override
    public void cancel(OperationId operation) {
        // each is over before anybody can ask
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
        String all = "boot of " + machine + "\n";
        int from = (int) Math.max(0, Math.min(look.consoleFrom(), all.length()));
        return new MachineView(
                "RUNNING",
                look.facts(),
                Optional.empty(),
                look.facts() ? List.of("hostname " + machine) : List.of(),
                look.consoleFrom() < 0 ? "" : all.substring(from),
                all.length());
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return new PodUse(plan.pod().nodes().stream()
                .map(n -> new MachineUse(n.name(), true, 0, 0, 0))
                .toList());
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return List.copyOf(snapshots);
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        snapshots.removeAll(files);
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
