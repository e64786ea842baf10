package io.laas.jenkins.operation;

import java.nio.channels.ClosedChannelException;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;

/** Knows by how a body failed whether its agent was lost, so that the operation itself has not failed. */
final class LostAgent {
    private LostAgent() {}

    static boolean isBehind(Throwable why) {
        return why instanceof ClosedChannelException
                || why instanceof FlowInterruptedException interrupted
                        && interrupted.getCauses().stream().anyMatch(LostAgent::isGone);
    }

    /** The node was removed, or was not back in the time that Jenkins allows after a restart. */
    private static boolean isGone(CauseOfInterruption cause) {
        return cause instanceof ExecutorStepExecution.RemovedNodeCause
                || cause instanceof ExecutorStepExecution.RemovedNodeTimeoutCause;
    }
}
