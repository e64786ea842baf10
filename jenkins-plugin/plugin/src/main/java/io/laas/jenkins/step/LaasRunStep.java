package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Runs a shell script on a machine of a pod. */
public final class LaasRunStep extends ScopedStep {
    private final String script;
    private String machine = "";
    private boolean returnStdout;
    private boolean returnStatus;
    private String timeout = "";

    @DataBoundConstructor
    public LaasRunStep(String script) {
        this.script = Util.fixNull(script);
    }

    public String getMachine() {
        return machine;
    }

    @DataBoundSetter
    public void setMachine(String machine) {
        this.machine = Util.fixNull(machine).strip();
    }

    public String getScript() {
        return script;
    }

    public boolean isReturnStdout() {
        return returnStdout;
    }

    @DataBoundSetter
    public void setReturnStdout(boolean returnStdout) {
        this.returnStdout = returnStdout;
    }

    public boolean isReturnStatus() {
        return returnStatus;
    }

    @DataBoundSetter
    public void setReturnStatus(boolean returnStatus) {
        this.returnStatus = returnStatus;
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Util.fixNull(timeout).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (returnStdout && returnStatus) {
            throw new AbortException(
                    "laasRun returns what the script writes or its exit code, not both; leave one out.");
        }
        try {
            return new LaasRunExecution(context, this);
        } catch (IllegalArgumentException e) {
            throw ScopedExecution.abort("laasRun: " + e.getMessage() + ".", e);
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasRun";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasRunStep_name();
        }

        /** Says whether it is a length. */
        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return StepForm.checkLength("timeout", value);
        }
    }
}
