package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Books a pod for the block that follows. */
public class LaasBookStep extends Step {
    private final String pod;
    private String lab = "";
    private String config = "";
    private String vpod = "";
    private int hours;
    private String length = "";
    private String wait = "";
    private String purpose = "";
    private String project = "";
    private String collaborators = "";

    @DataBoundConstructor
    public LaasBookStep(String pod) {
        this.pod = Util.fixNull(pod).strip();
    }

    public String getPod() {
        return pod;
    }

    public String getLab() {
        return lab;
    }

    @DataBoundSetter
    public void setLab(String lab) {
        this.lab = Util.fixNull(lab).strip();
    }

    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(String config) {
        this.config = Util.fixNull(config).strip();
    }

    public String getVpod() {
        return vpod;
    }

    @DataBoundSetter
    public void setVpod(String vpod) {
        this.vpod = Util.fixNull(vpod).strip();
    }

    public int getHours() {
        return hours;
    }

    @DataBoundSetter
    public void setHours(int hours) {
        this.hours = hours;
    }

    public String getLength() {
        return length;
    }

    @DataBoundSetter
    public void setLength(String length) {
        this.length = Util.fixNull(length).strip();
    }

    public String getWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(String wait) {
        this.wait = Util.fixNull(wait).strip();
    }

    public String getPurpose() {
        return purpose;
    }

    @DataBoundSetter
    public void setPurpose(String purpose) {
        this.purpose = Util.fixNull(purpose).strip();
    }

    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(String project) {
        this.project = Util.fixNull(project).strip();
    }

    public String getCollaborators() {
        return collaborators;
    }

    @DataBoundSetter
    public void setCollaborators(String collaborators) {
        this.collaborators = Util.fixNull(collaborators).strip();
    }

    /** Returns whether the booking outlives the run. */
    boolean keeps() {
        return false;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        return new LaasBookExecution(context, new BookingWish(this));
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends BookDescriptor {
        @Override
        public String getFunctionName() {
            return "laasBook";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasBookStep_name();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(BookingScope.class);
        }
    }
}
