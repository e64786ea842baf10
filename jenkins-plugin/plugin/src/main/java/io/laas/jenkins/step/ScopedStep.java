package io.laas.jenkins.step;

import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about the booking of the block around it, or about one that it names. */
public abstract class ScopedStep extends Step {
    private String booking = "";

    public final String getBooking() {
        return booking;
    }

    @DataBoundSetter
    public final void setBooking(String booking) {
        this.booking = Util.fixNull(booking).strip();
    }

    /** What descriptors of such steps have in common. */
    public abstract static class ScopedDescriptor extends StepDescriptor {
        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class, FlowExecution.class);
        }
    }
}
