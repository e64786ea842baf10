package io.laas.jenkins.operation.work;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.remoting.Channel;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.travel.OutcomeJson;
import jenkins.security.MasterToSlaveCallable;

/** Runs one task where it arrives; returns the text form of its outcome. Stops by itself when the connection is lost. */
public final class TaskCall extends MasterToSlaveCallable<String, InterruptedException> {
    private static final long serialVersionUID = 1L;

    private final WorkOrder order;
    private final String task;

    @SuppressFBWarnings(value = "SE_BAD_FIELD", justification = "what travels is the exported object, which can")
    private final TaskEars ears;

    /**
     * @param ears as exported to where the call goes
     */
    public TaskCall(WorkOrder order, String task, TaskEars ears) {
        this.order = order;
        this.task = task;
        this.ears = ears;
    }

    @Override
    public String call() throws InterruptedException {
        Channel channel = Channel.current();
        CancelSignal lost = channel == null ? CancelSignal.NEVER : channel::isClosingOrClosed;
        OperationOutcome outcome;
        try (Courier courier = new Courier(ears).begin()) {
            outcome = Works.here().run(order, task, courier, lost);
        }
        return OutcomeJson.write(outcome);
    }
}
