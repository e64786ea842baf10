package io.laas.jenkins.operation.work;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.List;

/** Works on hosts from the process it is in. Thread-safe. */
public interface Workshop {
    /**
     * Opens an operation in order to run it task by task. Asks nothing of the host yet.
     *
     * @throws RuntimeException with a sentence, if there can be no such host
     */
    OpenTasks open(OperationKind kind, VpodPlan plan);

    /** Looks whether the host answers. Never throws for host trouble. */
    HostStatus probe(Host host);

    /**
     * Lists everything on the host that carries the controller's tag.
     *
     * @throws HostUnreachableException if the host cannot be asked
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
