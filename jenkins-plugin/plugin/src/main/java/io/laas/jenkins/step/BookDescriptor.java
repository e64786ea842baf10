package io.laas.jenkins.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the steps that book have in common. */
public abstract class BookDescriptor extends StepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class, FlowExecution.class);
    }

    /** Names the pods of all labs. */
    @POST
    public ComboBoxModel doFillPodItems() {
        return StepForm.pods();
    }

    /** Names the labs. */
    @POST
    public ComboBoxModel doFillLabItems() {
        return StepForm.labs();
    }

    /** Names the configs of all labs. */
    @POST
    public ComboBoxModel doFillConfigItems() {
        return StepForm.configs();
    }

    /** Says whether there is such a pod. */
    @POST
    public FormValidation doCheckPod(@QueryParameter String value) {
        return StepForm.checkPod(value);
    }

    /** Says whether it is a length. */
    @POST
    public FormValidation doCheckLength(@QueryParameter String value) {
        return StepForm.checkLength("length", value);
    }

    /** Says whether it is a length. */
    @POST
    public FormValidation doCheckWait(@QueryParameter String value) {
        return StepForm.checkLength("wait", value);
    }
}
