package io.laas.jenkins.testing;

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
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.List;

/** Pods without machines, ready at once. A test nests a subclass with {@code @TestExtension}. */
public abstract class FakeOperations extends JenkinsOperations {
    private final World world = new World();
    private final InMemoryPodOperations pods = InMemoryPodOperations.automatic(world);

    /** Returns what a test can steer. */
    public InMemoryPodOperations pods() {
        return pods;
    }

    public World world() {
        return world;
    }

    /** Returns the one that is in use. */
    public static FakeOperations inUse() {
        return (FakeOperations) JenkinsOperations.get();
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        pods.start(order, listener);
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
}
