package io.laas.jenkins.operation;

import hudson.model.Result;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The lab does not want the operation any more: its booking was given back or cancelled, or somebody cancelled it. */
public final class CancelledByLab extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    /** Returns how a step hears of it. */
    static FlowInterruptedException interruption() {
        return new FlowInterruptedException(Result.ABORTED, true, new CancelledByLab());
    }

    @Override
    public String getShortDescription() {
        return Messages.CancelledByLab_description();
    }
}
