package io.laas.engine.port;

import io.laas.model.OperationId;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.List;

/**
 * Work on real hosts. The engine calls from several threads.
 *
 * <p>An operation can be started again with the same id, after a crash of the controller for example; it then converges from
 * whatever is there.
 */
public interface PodOperations {
    /**
     * Starts an operation and returns at once. The listener hears of its course, possibly from several threads, and exactly once
     * of its end.
     */
    void start(OperationOrder order, OperationListener listener);

    /** Asks a running operation to stop at its next safe point; it then finishes as cancelled. Unknown ids are ignored. */
    void cancel(OperationId operation);

    /** Looks whether the host answers. Never throws for host trouble. */
    HostStatus probe(Host host);

    /**
     * Lists everything on the host that carries the controller's tag.
     *
     * @throws HostUnreachableException if the host cannot be asked; never an empty list instead
     */
    List<HostedThing> inventory(Host host, String controller);

    /**
     * Removes everything tagged for the owner's vpod.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    void purge(Host host, OwnerTag owner);

    /**
     * Looks at one machine of a vpod.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    MachineView look(VpodPlan plan, String machine, MachineLook look);

    /**
     * Asks what the machines of a vpod have counted.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    PodUse use(VpodPlan plan);

    /**
     * Lists the files of snapshots that the host keeps for the controller, by name.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    List<String> snapshotFiles(Host host, String controller);

    /**
     * Removes files of snapshots; content if they are not there.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    void discardSnapshotFiles(Host host, List<String> files);

    /**
     * Tells what the host knows of images, and removes those of the files it is told to that nothing uses.
     *
     * @throws HostUnreachableException if the host cannot be asked
     */
    ImageStock images(Host host, ImageQuestion question);
}
