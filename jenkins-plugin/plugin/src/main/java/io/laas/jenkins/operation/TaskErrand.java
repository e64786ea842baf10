package io.laas.jenkins.operation;

import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.laas.jenkins.operation.Places.Place;
import io.laas.jenkins.operation.work.EndCall;
import io.laas.jenkins.operation.work.TaskCall;
import io.laas.jenkins.operation.work.TaskEars;
import io.laas.jenkins.operation.work.WorkOrder;
import io.laas.jenkins.operation.work.Workshops;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.travel.OutcomeJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Has tasks of an operation run where the step is: waits for the engine's order and for the agent, and starts again when the
 * agent was lost. Tells the step its end.
 */
final class TaskErrand extends Errand {
    private static final Logger LOG = Logger.getLogger(TaskErrand.class.getName());
    private static final int ATTEMPTS = 10;
    private static final Duration REMIND = Duration.ofSeconds(2);

    private final StepContext context;
    private final TaskLog log;
    private final String operation;
    private final String asked;
    private final Optional<String> node;
    private volatile Place at;
    private volatile String status = "waiting for the order of the engine";

    /**
     * @param asked the task; empty: all that are not done
     * @param node the agent; nothing outside any node
     */
    TaskErrand(StepContext context, String operation, String asked, Optional<String> node) {
        this.context = context;
        this.log = new TaskLog(context);
        this.operation = operation;
        this.asked = asked;
        this.node = node;
    }

    String status() {
        return status;
    }

    @Override
    boolean isTaskOf(String which) {
        return operation.equals(which);
    }

    @Override
    void go() throws Exception {
        RunOperations operations = RunOperations.instance();
        Ticket ticket = await(() -> operations.desk().find(operation), Patience.forOrder())
                .orElseThrow(() ->
                        new AbortException("Operation %s is not open in the engine any more, so there is nothing to do."
                                .formatted(operation)));
        Run<?, ?> run = context.get(Run.class);
        TaskNotes notes = new TaskNotes(run, OperationAction.of(run).orElseThrow(), ticket, log);
        for (String task : notes.toDo(asked)) {
            if (ticket.isCancelled()) {
                throw CancelledByLab.interruption();
            }
            notes.begin(task);
            settle(task, notes, outcome(task, ticket, notes));
        }
        context.onSuccess(null);
    }

    private void settle(String task, TaskNotes notes, OperationOutcome outcome) throws IOException, StoppedException {
        if (outcome instanceof OperationOutcome.Succeeded well) {
            notes.succeeded(task, well);
            checkStopped();
        } else if (outcome instanceof OperationOutcome.Failed failed) {
            notes.failed(failed);
            checkStopped();
            throw new TaskFailedException(failed.task(), failed.reason(), failed.consoleTail());
        } else {
            checkStopped();
            throw new TaskFailedException(task, "It was stopped where it ran. Run the operation again.", "");
        }
    }

    private OperationOutcome outcome(String task, Ticket ticket, TaskEars ears)
            throws IOException, InterruptedException, StoppedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Place place = place(task);
            Optional<OperationOutcome> outcome = attempt(place, task, ticket, ears);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            log.line("%s was lost in task %s; the task is run again once it is back".formatted(place.name(), task));
            checkStopped();
        }
        return new OperationOutcome.Failed(
                task,
                "The agent was lost %d times in this task. Look at the agent's log and its memory, then run the operation again."
                        .formatted(ATTEMPTS),
                "");
    }

    private Place place(String task) throws IOException, InterruptedException, StoppedException {
        if (node.isEmpty() || node.get().isEmpty()) {
            if (!Places.controllerAllowed()) {
                throw new AbortException(
                        "Task %s is not in a node block of an agent, and work in the controller's process is not allowed. Give the host an agent-label in the lab file, or allow operations on the controller under Manage Jenkins, Lab as a Service."
                                .formatted(task));
            }
            return Places.controller();
        }
        String name = node.get();
        Optional<Place> place = Places.agent(name);
        if (place.isPresent()) {
            return place.get();
        }
        Duration patience = Patience.forAgent();
        status = "waiting for agent " + name;
        log.line("waiting for agent %s to come back, %d minutes at most".formatted(name, patience.toMinutes()));
        return await(() -> Places.agent(name), patience)
                .orElseThrow(() -> new TaskFailedException(
                        task,
                        "Agent %s did not come back within %d minutes. Bring it online and run the operation again."
                                .formatted(name, patience.toMinutes()),
                        ""));
    }

    /** Returns nothing if the place was lost meanwhile. */
    private Optional<OperationOutcome> attempt(Place place, String task, Ticket ticket, TaskEars ears)
            throws IOException, InterruptedException {
        at = place;
        status = "running task %s on %s".formatted(task, place.name());
        RunOperations.instance().errands().workedOn(operation, node);
        WorkOrder order = new WorkOrder(
                Workshops.get(),
                operation,
                ticket.order().kind(),
                ticket.order().plan(),
                place.root());
        VirtualChannel channel = place.channel();
        try {
            TaskEars there = channel.export(TaskEars.class, ears);
            return Optional.of(OutcomeJson.read(channel.call(new TaskCall(order, task, there))));
        } catch (IOException | RuntimeException | LinkageError e) {
            if (channel instanceof Channel c && c.isClosingOrClosed()) {
                LOG.log(Level.FINE, "lost", e);
                return Optional.empty();
            }
            throw e;
        } finally {
            at = null;
        }
    }

    /** Has the work stopped where it is done, and waits for that; what waits for an agent or an order ends at once. */
    @Override
    void stop(Throwable cause) {
        super.stop(cause);
        Computer.threadPoolForRemoting.execute(this::stopWork);
    }

    private void stopWork() {
        long end = System.nanoTime() + Patience.forStop().toNanos();
        try {
            while (!hasEnded() && !isAbandoned() && System.nanoTime() < end) {
                Optional.ofNullable(at).ifPresent(place -> Errands.tell(place, EndCall.stop(operation)));
                join(REMIND);
            }
            if (!hasEnded()) {
                log.line("it did not stop in time and is left alone");
                interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void failed(Throwable why) {
        context.onFailure(why);
    }
}
