package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Queue;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution.PlaceholderTask;

/** The {@code node} steps behind what waits in Jenkins' queue. Blocks. */
final class NodeSteps {
    private static final Logger LOG = Logger.getLogger(NodeSteps.class.getName());

    private NodeSteps() {}

    /** Returns the name of the agent around the step of something in the queue; empty if there is none. */
    static String agentAround(Queue.Item item) throws InterruptedException {
        Optional<ExecutorStepExecution> step = stepOf(item);
        try {
            Computer around = step.isPresent() ? step.get().getContext().get(Computer.class) : null;
            return around == null ? "" : around.getName();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The agent around a step cannot be told", e);
            return "";
        }
    }

    /** Ends the steps that wait for an agent. */
    static void fail(AgentName wanted, String why) {
        Arrays.stream(Queue.getInstance().getItems())
                .filter(item -> wants(item, wanted))
                .forEach(item -> fail(item, why));
    }

    private static boolean wants(Queue.Item item, AgentName wanted) {
        Label label = item.getAssignedLabel();
        return label != null
                && label.getName().equals(wanted.toString())
                && PodAgent.isOfItsRun(item, wanted.booking());
    }

    private static void fail(Queue.Item item, String why) {
        try {
            Optional<ExecutorStepExecution> step = stepOf(item);
            if (step.isPresent()) {
                step.get().stop(new AbortException(why));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, e, () -> "A step could not be told: " + why);
        }
    }

    private static Optional<ExecutorStepExecution> stepOf(Queue.Item item) throws InterruptedException {
        AtomicReference<ExecutorStepExecution> found = new AtomicReference<>();
        try {
            FlowNode node = item.task instanceof PlaceholderTask task ? task.getNode() : null;
            StepExecution.acceptAll(ExecutorStepExecution.class, step -> {
                        if (isAt(step, node)) {
                            found.set(step);
                        }
                    })
                    .get();
        } catch (IOException | ExecutionException e) {
            LOG.log(Level.FINE, "The step of something in the queue is not to be had", e);
        }
        return Optional.ofNullable(found.get());
    }

    private static boolean isAt(ExecutorStepExecution step, FlowNode node) {
        try {
            return node != null && node.equals(step.getContext().get(FlowNode.class));
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.FINE, "A step has ended meanwhile", e);
            return false;
        }
    }
}
