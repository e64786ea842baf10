package io.laas.engine.remote;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.Store;
import io.laas.model.OperationId;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.List;

/** Work on hosts, wherever they are: those of labs elsewhere by their workers, all others by this controller. */
final class RoutedOperations implements PodOperations {
    private final PodOperations here;
    private final RemoteOperations elsewhere;
    private final LabSet labs;
    private final Store store;

    RoutedOperations(PodOperations here, RemoteOperations elsewhere, LabSet labs, Store store) {
        this.here = here;
        this.elsewhere = elsewhere;
        this.labs = labs;
        this.store = store;
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        boolean there =
                labs.isElsewhere(order.plan().owner().lab(), order.plan().host().id());
        (there ? elsewhere : here).start(order, listener);
    }

    @Override
    public void cancel(OperationId operation) {
        here.cancel(operation);
        if (labs.hasAnyElsewhere()) {
            elsewhere.cancel(operation);
        }
    }

    @Override
    public HostStatus probe(Host host) {
        return of(host).probe(host);
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return of(host).inventory(host, controller);
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        of(host).purge(host, owner);
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return of(plan.host()).look(plan, machine, look);
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return of(plan.host()).use(plan);
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return of(host).snapshotFiles(host, controller);
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        of(host).discardSnapshotFiles(host, files);
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return of(host).images(host, question);
    }

    /** A host that left the configuration still belongs to the lab it was in. */
    private PodOperations of(Host host) {
        boolean there = labs.hasAnyElsewhere()
                && store.read(tx -> new RemoteLabTable(tx).ofHost(host.id()))
                        .filter(lab -> labs.isElsewhere(lab, host.id()))
                        .isPresent();
        return there ? elsewhere : here;
    }
}
