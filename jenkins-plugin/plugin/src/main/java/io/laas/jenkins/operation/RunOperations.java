package io.laas.jenkins.operation;

import hudson.Extension;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.model.OperationId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import java.util.List;

/** Runs the engine's operations as Pipeline runs. Thread-safe. */
@Extension(ordinal = -1000)
public final class RunOperations extends JenkinsOperations {
    @Override
    public void start(OperationOrder order, OperationListener listener) {
        listener.finished(new OperationOutcome.Failed("start", "No place to run it.", ""));
    }

    @Override
    public void cancel(OperationId operation) {}

    @Override
    public HostStatus probe(Host host) {
        return new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, "No place to ask it from.");
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        throw new HostUnreachableException(host.id(), "no place to ask it from", null);
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        throw new HostUnreachableException(host.id(), "no place to ask it from", null);
    }
}
