package io.laas.jenkins.operation;

import jenkins.model.CauseOfInterruption;

/** The lab does not want the operation any more: its booking was given back or cancelled, or somebody cancelled it. */
public final class CancelledByLab extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    @Override
    public String getShortDescription() {
        return "The operation was cancelled by Lab as a Service";
    }
}
