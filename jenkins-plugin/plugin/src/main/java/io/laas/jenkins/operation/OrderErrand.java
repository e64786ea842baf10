package io.laas.jenkins.operation;

import hudson.AbortException;
import hudson.model.Run;
import io.laas.model.operation.OperationState;
import java.util.Optional;

/** Waits until the engine has handed the operation over to this process, and takes it up for the run. */
final class OrderErrand extends Errand {
    private final OperationExecution execution;

    OrderErrand(OperationExecution execution) {
        this.execution = execution;
    }

    @Override
    void go() throws Exception {
        RunOperations operations = RunOperations.instance();
        String operation = execution.operation();
        Optional<Ticket> ticket = await(() -> operations.desk().find(operation), Patience.forOrder());
        if (ticket.isEmpty()) {
            throw new AbortException(nothingToDo(operation, operations.stateOf(operation)));
        }
        Run<?, ?> run = execution.getContext().get(Run.class);
        if (!ticket.get().claim(run.getExternalizableId())) {
            throw new AbortException("Operation %s is done by another run already (%s)."
                    .formatted(operation, ticket.get().run()));
        }
        if (ticket.get().isCancelled()) {
            throw CancelledByLab.interruption();
        }
        ticket.get().begun(OperationAction.of(run).orElseThrow().done());
        execution.ordered(ticket.get());
    }

    private static String nothingToDo(String operation, Optional<OperationState> state) {
        return state.filter(OperationState::isFinal)
                .map(s -> "Operation %s is over already (%s).".formatted(operation, s))
                .orElseGet(() ->
                        "The engine did not ask for operation %s within %d minutes; Lab as a Service may not be open, see Manage Jenkins."
                                .formatted(operation, Patience.forOrder().toMinutes()));
    }

    @Override
    void failed(Throwable why) {
        // a body that goes on has steps of its own that wait for the order, and ends by them
        if (!execution.hasBegun()) {
            execution.getContext().onFailure(why);
        }
    }
}
