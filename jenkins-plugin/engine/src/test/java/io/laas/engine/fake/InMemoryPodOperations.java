package io.laas.engine.fake;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.model.HostId;
import io.laas.model.OperationId;
import io.laas.model.SshKey;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Operations on a {@link World} in memory. By default they wait until {@link #runAll()}; {@link #automatic(World)} does them by itself
 * on a thread of its own. Thread-safe.
 */
public final class InMemoryPodOperations implements PodOperations {
    private static final Map<OperationKind, List<String>> TASKS = Map.of(
            OperationKind.PROVISION, List.of("networks", "disks", "machines", "access", "check", "freeze"),
            OperationKind.RESET, List.of("revert", "verify", "access", "check"),
            OperationKind.CLEAN, List.of("revert", "verify", "pause"),
            OperationKind.REMOVE, List.of("machines", "disks", "networks"),
            OperationKind.ACCESS, List.of("access"),
            OperationKind.CHECK, List.of("check"),
            OperationKind.MACHINE, List.of("act", "ready", "freeze"),
            OperationKind.SNAPSHOT, List.of("survey", "copy", "seal"),
            OperationKind.INSTALL, List.of("prepare", "finish"));

    private final World world;
    private final Map<OperationId, Job> jobs = new LinkedHashMap<>();
    private final Set<OperationId> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<HostId> offline = ConcurrentHashMap.newKeySet();
    private final List<OperationOrder> started = new ArrayList<>();
    private final Optional<ExecutorService> runner;
    private volatile long diskBytes = 1 << 20;
    private volatile Predicate<Step> failing = step -> false;
    private volatile Predicate<OperationOrder> hanging = order -> false;

    /** One task of one operation. */
    public record Step(OperationOrder order, String task) {}

    private record Job(OperationOrder order, OperationListener listener) {}

    public InMemoryPodOperations(World world) {
        this(world, Optional.empty());
    }

    private InMemoryPodOperations(World world, Optional<ExecutorService> runner) {
        this.world = world;
        this.runner = runner;
    }

    /** Returns operations that run by themselves, in the background. */
    public static InMemoryPodOperations automatic(World world) {
        return new InMemoryPodOperations(world, Optional.of(Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "pod-operations");
            thread.setDaemon(true);
            return thread;
        })));
    }

    /** Returns the names of an operation's tasks. */
    public static List<String> tasks(OperationKind kind) {
        return TASKS.get(kind);
    }

    /** Lets these steps fail from now on. */
    public void failWhen(Predicate<Step> condition) {
        failing = condition;
    }

    /** Lets these operations never end unless they are cancelled. */
    public void hangWhen(Predicate<OperationOrder> condition) {
        hanging = condition;
    }

    public void setOffline(HostId host, boolean off) {
        if (off) {
            offline.add(host);
        } else {
            offline.remove(host);
        }
    }

    /** Returns every order that was started, in order. */
    public synchronized List<OperationOrder> started() {
        return List.copyOf(started);
    }

    /** Returns what waits to be run. */
    public synchronized List<OperationOrder> pending() {
        return jobs.values().stream().map(Job::order).toList();
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        synchronized (this) {
            started.add(order);
            jobs.put(order.id(), new Job(order, listener));
        }
        runner.ifPresent(r -> r.execute(this::runAll));
    }

    @Override
    public void cancel(OperationId operation) {
        cancelled.add(operation);
        runner.ifPresent(r -> r.execute(this::runAll));
    }

    /** Runs everything that waits, and what that leads to, until nothing is left but what hangs. */
    public void runAll() {
        for (Optional<Job> job = take(); job.isPresent(); job = take()) {
            run(job.get(), "");
        }
    }

    /** Runs the next operation up to and including a task, and then never says anything more of it: a crash. */
    public Optional<OperationOrder> runUntilCrashAfter(String task) {
        Optional<Job> job = take();
        job.ifPresent(j -> run(j, task));
        return job.map(Job::order);
    }

    private synchronized Optional<Job> take() {
        Optional<Job> next = jobs.values().stream()
                .filter(j ->
                        !hanging.test(j.order()) || cancelled.contains(j.order().id()))
                .findFirst();
        next.ifPresent(j -> jobs.remove(j.order().id()));
        return next;
    }

    private void run(Job job, String crashAfter) {
        job.listener().started();
        for (String task : TASKS.get(job.order().kind())) {
            if (cancelled.contains(job.order().id())) {
                job.listener().finished(new OperationOutcome.Cancelled());
                return;
            }
            report(job, task, TaskState.RUNNING, 0);
            if (failing.test(new Step(job.order(), task)) || offline.contains(host(job.order()))) {
                report(job, task, TaskState.FAILED, 50);
                job.listener().finished(new OperationOutcome.Failed(task, "the test wants it", "login: _"));
                return;
            }
            effect(job.order(), task);
            report(job, task, TaskState.DONE, 100);
            if (task.equals(crashAfter)) {
                return;
            }
        }
        job.listener().finished(new OperationOutcome.Succeeded(access(job.order()), saved(job.order())));
    }

    private static HostId host(OperationOrder order) {
        return order.plan().host().id();
    }

    private static void report(Job job, String task, TaskState state, int percent) {
        job.listener().taskChanged(new TaskReport(task, "Task " + task, state, percent, task + " " + state));
    }

    private void effect(OperationOrder order, String task) {
        VpodPlan plan = order.plan();
        boolean remove = order.kind() == OperationKind.REMOVE;
        switch (task) {
            case "networks" -> change(plan, "network", remove);
            case "disks" -> change(plan, "volume", remove);
            case "machines" -> change(plan, "domain", remove);
            case "revert" -> {
                world.put(plan, "domain");
                world.setKeys(plan.vpod(), Set.of());
            }
            case "copy" ->
                order.plan()
                        .snapshot()
                        .ifPresent(s -> s.volumes()
                                .values()
                                .forEach(base -> world.save(plan.host().id(), SnapshotVolumes.disk(base))));
            case "access" -> world.setKeys(plan.vpod(), lines(plan));
            default -> {
                return;
            }
        }
    }

    private void change(VpodPlan plan, String resource, boolean remove) {
        if (remove) {
            world.remove(plan.host().id(), plan.vpod(), resource);
        } else {
            world.put(plan, resource);
        }
    }

    private static Set<String> lines(VpodPlan plan) {
        Set<String> lines = new TreeSet<>();
        plan.keys().stream().map(SshKey::line).forEach(lines::add);
        return lines;
    }

    /** Each disk has a MiB, or as much as {@link #eachDiskHas} said, and is of the size that its machine's is. */
    private List<SavedDisk> saved(OperationOrder order) {
        return order.plan().snapshot().stream()
                .flatMap(s -> s.volumes().keySet().stream())
                .map(m -> new SavedDisk(
                        m,
                        "5a".repeat(32),
                        diskBytes,
                        order.plan().pod().node(m).orElseThrow().diskGiB(),
                        Optional.empty()))
                .toList();
    }

    /** Says how large the file of each disk is that is saved from now on. */
    public void eachDiskHas(long bytes) {
        diskBytes = bytes;
    }

    private static Optional<PodAccess> access(OperationOrder order) {
        if (order.kind() == OperationKind.REMOVE || order.kind() == OperationKind.CLEAN) {
            return Optional.empty();
        }
        List<MachineAccess> machines = order.plan().pod().nodes().stream()
                .map(n -> new MachineAccess(
                        n.name(), n.role(), order.plan().image(n).user(), Map.of()))
                .toList();
        return Optional.of(new PodAccess(
                order.plan().host().addresses().address(10), 22, machines.get(0).user(), machines));
    }

    @Override
    public HostStatus probe(Host host) {
        return offline.contains(host.id())
                ? new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, "no answer")
                : new HostStatus(HostStatus.State.ONLINE, Accel.TCG, "");
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        if (offline.contains(host.id())) {
            throw new HostUnreachableException(host.id(), "no answer", null);
        }
        return new ArrayList<>(world.on(host.id(), controller));
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        if (offline.contains(host.id())) {
            throw new HostUnreachableException(host.id(), "no answer", null);
        }
        world.remove(host.id(), owner.vpod(), "");
    }

    private void reachable(Host host) {
        if (offline.contains(host.id())) {
            throw new HostUnreachableException(host.id(), "no answer", null);
        }
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        reachable(plan.host());
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
        reachable(plan.host());
        return new PodUse(plan.pod().nodes().stream()
                .map(n -> world.use(plan.vpod(), n.name()))
                .toList());
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        reachable(host);
        return world.snapshots(host.id());
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        reachable(host);
        world.discard(host.id(), files);
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        reachable(host);
        return world.images().answer(host.id(), question);
    }

    /** Returns the numbers of all operations that were ever started. */
    public synchronized Set<OperationId> numbers() {
        Set<OperationId> numbers = new HashSet<>();
        started.forEach(o -> numbers.add(o.id()));
        return numbers;
    }
}
