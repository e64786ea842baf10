package io.laas.jenkins.step;

import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.World;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.jenkins.operation.JenkinsOperations;
import io.laas.model.OperationId;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pods without machines. What stands in the world outlives a restart of Jenkins in the same process. */
public abstract class StepPods extends JenkinsOperations {
    private static World world = new World();
    private static Set<OperationKind> held = EnumSet.noneOf(OperationKind.class);
    private static Optional<Server> server = Optional.empty();

    private final InMemoryPodOperations pods = InMemoryPodOperations.automatic(world);

    /** Where the machines of all pods answer, for tests with an ssh server. */
    record Server(String address, int port, String user) {}

    protected StepPods() {
        pods.hangWhen(order -> held.contains(order.kind()));
    }

    static StepPods inUse() {
        return (StepPods) JenkinsOperations.get();
    }

    /** Forgets what tests before did. */
    static void reset() {
        world = new World();
        held = EnumSet.noneOf(OperationKind.class);
        server = Optional.empty();
    }

    static World world() {
        return world;
    }

    static void answerAt(Server newServer) {
        server = Optional.of(newServer);
    }

    /** Lets operations of a kind not end until they are let go. */
    static void hold(OperationKind kind) {
        held.add(kind);
    }

    static void letGo(OperationKind kind) {
        held.remove(kind);
        inUse().pods.runAll();
    }

    InMemoryPodOperations pods() {
        return pods;
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        pods.start(
                order,
                server.map(s -> (OperationListener) new Answering(listener, s)).orElse(listener));
    }

    @Override
    public void cancel(OperationId operation) {
        pods.cancel(operation);
    }

    @Override
    public HostStatus probe(Host host) {
        return pods.probe(host);
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return pods.inventory(host, controller);
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        pods.purge(host, owner);
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return pods.look(plan, machine, look);
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return pods.use(plan);
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return pods.snapshotFiles(host, controller);
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        pods.discardSnapshotFiles(host, files);
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return pods.images(host, question);
    }

    /** Tells another address. */
    private record Answering(OperationListener to, Server server) implements OperationListener {
        @Override
        public void started() {
            to.started();
        }

        @Override
        public void taskChanged(TaskReport report) {
            to.taskChanged(report);
        }

        @Override
        public void finished(OperationOutcome outcome) {
            to.finished(
                    outcome instanceof OperationOutcome.Succeeded done
                            ? new OperationOutcome.Succeeded(done.access().map(this::here), done.saved())
                            : outcome);
        }

        private PodAccess here(PodAccess access) {
            List<MachineAccess> machines = access.machines().stream()
                    .map(m -> new MachineAccess(m.name(), m.role(), server.user(), Map.of("admin", server.address())))
                    .toList();
            return new PodAccess(server.address(), server.port(), server.user(), machines);
        }
    }
}
