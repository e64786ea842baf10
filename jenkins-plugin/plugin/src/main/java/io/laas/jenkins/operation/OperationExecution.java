package io.laas.jenkins.operation;

import hudson.AbortException;
import hudson.model.Run;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.travel.OutcomeJson;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The run of {@code laasOperation}: waits for the engine's order, has the body do it, and tells the engine what came of it.
 * Remembers the number of the operation, whether the body was begun, and the outcome once the body has ended.
 */
final class OperationExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private String operation;
    private boolean begun;
    private String outcome;
    private transient volatile Errand errand;
    private transient Throwable failure;

    OperationExecution(StepContext context) {
        super(context);
    }

    String operation() {
        return operation;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        operation = OperationAction.of(run)
                .map(OperationAction::getOperation)
                .orElseThrow(
                        () -> new AbortException(
                                "This run was not started by Lab as a Service, so there is no operation for it to do. Book, reset or give back a pod instead; the runs of this job are started then."));
        send(new OrderErrand(this));
        return false;
    }

    @Override
    public void onResume() {
        send(outcome == null ? new OrderErrand(this) : new EndErrand(this, OutcomeJson.read(outcome)));
    }

    private void send(Errand fresh) {
        errand = fresh;
        RunOperations.instance().errands().begin(fresh);
    }

    /** The engine's order is there: begins the body, unless that was done before a restart. */
    void ordered(Ticket ticket) throws IOException, InterruptedException {
        if (begun) {
            return;
        }
        begun = true;
        BodyInvoker body = getContext().newBodyInvoker();
        EnvironmentExpander outer = getContext().get(EnvironmentExpander.class);
        EnvironmentExpander inner = EnvironmentExpander.constant(OperationEnvironment.of(ticket.order()));
        body.withContexts(EnvironmentExpander.merge(outer, inner), new OperationScope(operation))
                .withCallback(new Ended(this))
                .start();
    }

    private void ended(Throwable why) {
        failure = why;
        send(new EndErrand(this, why));
    }

    /** Keeps the outcome, so that it is told after a restart too. */
    void keep(OperationOutcome decided) {
        outcome = OutcomeJson.write(decided);
        getContext().saveState();
    }

    /** The engine knows the outcome: the step ends like it. */
    void told(OperationOutcome decided) {
        if (failure != null) {
            getContext().onFailure(failure);
        } else if (decided instanceof OperationOutcome.Succeeded) {
            getContext().onSuccess(null);
        } else if (decided instanceof OperationOutcome.Failed failed) {
            getContext().onFailure(new AbortException(failed.reason()));
        } else {
            getContext().onFailure(new AbortException("The operation was cancelled."));
        }
    }

    /** Stops waiting for the order; while the body runs, the steps in it are stopped themselves. */
    @Override
    public void stop(Throwable cause) throws Exception {
        Errand now = errand;
        if (now == null) {
            super.stop(cause);
        } else if (now instanceof OrderErrand && !begun) {
            now.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        if (outcome != null) {
            return "telling the engine of the end of operation " + operation;
        }
        return begun ? "doing operation " + operation : "waiting for the order of operation " + operation;
    }

    /** Hears the end of the body. */
    private static final class Ended extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final OperationExecution execution;

        Ended(OperationExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.ended(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable why) {
            execution.ended(why);
        }
    }
}
