package io.laas.jenkins.operation;

import hudson.model.CauseAction;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.laas.model.operation.OperationOutcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Finds, schedules and stops the runs of operations. Thread-safe. */
final class OperationRuns {
    private static final Logger LOG = Logger.getLogger(OperationRuns.class.getName());

    private final OperationJobs jobs;

    OperationRuns(OperationJobs jobs) {
        this.jobs = jobs;
    }

    /** Sees that there is a run for the operation; returns why there can be none. */
    Optional<OperationOutcome.Failed> ensure(Ticket ticket) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            String operation = ticket.id().toString();
            if (queued(operation).isPresent() || building(operation).isPresent()) {
                return Optional.empty();
            }
            return scheduleAsSystem(ticket);
        }
    }

    /** Schedules a run for the operation; returns why there can be none. */
    Optional<OperationOutcome.Failed> schedule(Ticket ticket) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return scheduleAsSystem(ticket);
        }
    }

    private Optional<OperationOutcome.Failed> scheduleAsSystem(Ticket ticket) {
        WorkflowJob job;
        try {
            job = jobs.ensure(ticket.order().kind());
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.WARNING, e, () -> "no job for operation " + ticket.id());
            return failed("The job of the operation cannot be made: " + e.getMessage());
        }
        boolean scheduled = job.scheduleBuild2(
                        0,
                        new CauseAction(new OperationCause(ticket.order())),
                        new OperationAction(ticket.id(), ticket.order().kind()))
                != null;
        return scheduled
                ? Optional.empty()
                : failed("Job %s takes no runs; enable it, or look why Jenkins refuses to queue it."
                        .formatted(job.getFullName()));
    }

    private static Optional<OperationOutcome.Failed> failed(String why) {
        return Optional.of(new OperationOutcome.Failed("run", why, ""));
    }

    private static Optional<Queue.Item> queued(String operation) {
        return Arrays.stream(Queue.getInstance().getItems())
                .filter(item -> isOf(item.getAction(OperationAction.class), operation))
                .findFirst();
    }

    private static Optional<Run<?, ?>> building(String operation) {
        for (FlowExecution flow : FlowExecutionList.get()) {
            try {
                if (flow.getOwner().getExecutable() instanceof Run<?, ?> run
                        && isOf(run.getAction(OperationAction.class), operation)) {
                    return Optional.of(run);
                }
            } catch (IOException e) {
                LOG.log(Level.FINE, "a run is not to be had", e);
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(OperationAction action, String operation) {
        return action != null && action.getOperation().equals(operation);
    }

    /** Takes the operation's run out of the queue; returns whether it was there. */
    boolean withdraw(Ticket ticket) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return withdraw(ticket.id().toString());
        }
    }

    /** An item that has just moved on in the queue has become another one and refuses: looks for that again. */
    private static boolean withdraw(String operation) {
        Optional<Queue.Item> item = queued(operation);
        while (item.isPresent()) {
            if (Queue.getInstance().cancel(item.get())) {
                return true;
            }
            item = queued(operation);
        }
        return false;
    }

    /** Has the operation's run stop, if there is one. */
    void interrupt(Ticket ticket) {
        running(ticket).or(() -> building(ticket.id().toString())).ifPresent(OperationRuns::interrupt);
    }

    private static Optional<Run<?, ?>> running(Ticket ticket) {
        return Optional.of(ticket.run())
                .filter(id -> !id.isEmpty())
                .map(Run::fromExternalizableId)
                .filter(Run::isBuilding);
    }

    private static void interrupt(Run<?, ?> run) {
        Executor executor = run.getExecutor();
        if (executor != null) {
            executor.interrupt(Result.ABORTED, new CancelledByLab());
        } else if (run instanceof FlowExecutionOwner.Executable executable) {
            interrupt(executable.asFlowExecutionOwner());
        }
    }

    /** Shortly after a restart a run goes on before it has an executor again. */
    private static void interrupt(FlowExecutionOwner owner) {
        try {
            if (owner != null) {
                owner.get().interrupt(Result.ABORTED, new CancelledByLab());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a run cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
