package io.laas.jenkins.operation;

import hudson.AbortException;
import hudson.model.Run;
import io.laas.model.operation.OperationOutcome;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The body has ended: sees that nothing of the operation goes on, tells the engine the outcome, and then the step. */
final class EndErrand extends Errand {
    private static final OperationOutcome CANCELLED = new OperationOutcome.Cancelled();

    private final OperationExecution execution;
    private final Throwable why;
    private final OperationOutcome known;

    /**
     * @param why how the body failed, or null
     */
    EndErrand(OperationExecution execution, Throwable why) {
        this.execution = execution;
        this.why = why;
        this.known = null;
    }

    /** The outcome was found before a restart. */
    EndErrand(OperationExecution execution, OperationOutcome known) {
        this.execution = execution;
        this.why = null;
        this.known = known;
    }

    @Override
    void go() throws Exception {
        RunOperations operations = RunOperations.instance();
        Optional<Ticket> ticket = await(() -> operations.desk().find(execution.operation()), Patience.forOrder());
        if (ticket.isPresent() && known == null && LostAgent.isBehind(why)) {
            end(operations);
            if (operations.again(ticket.get())) {
                new TaskLog(execution.getContext()).line("the agent is gone; a new run does the operation again");
                execution.told(CANCELLED);
                return;
            }
        }
        conclude(operations, ticket);
    }

    private void conclude(RunOperations operations, Optional<Ticket> ticket) throws Exception {
        OperationOutcome outcome = known;
        if (outcome == null) {
            outcome = decide(ticket);
            execution.keep(outcome);
        }
        end(operations);
        if (ticket.isPresent()) {
            operations.finish(ticket.get(), outcome);
        }
        execution.told(outcome);
    }

    private void end(RunOperations operations) throws InterruptedException {
        operations.errands().end(execution.operation(), new AbortException("The operation has ended."));
    }

    private OperationOutcome decide(Optional<Ticket> ticket) throws Exception {
        StepContext context = execution.getContext();
        OperationAction action = OperationAction.of(context.get(Run.class)).orElseThrow();
        Ending ending = new Ending(action, context.get(FlowExecution.class));
        if (why != null) {
            return ending.of(why, ticket.filter(Ticket::isCancelled).isPresent());
        }
        return ending.withoutTrouble(ticket.map(Ticket::order));
    }

    @Override
    void failed(Throwable trouble) {
        execution.getContext().onFailure(trouble);
    }
}
