package io.laas.jenkins.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code laasTask}: has one task of the operation run where the step is, or all that are not done. */
public final class TaskStep extends Step {
    private final String name;

    /**
     * @param name the task; null or empty: all that are not done
     */
    @DataBoundConstructor
    public TaskStep(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new TaskExecution(context, Util.fixNull(name));
    }

    /** Tells Jenkins of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, OperationScope.class);
        }

        @Override
        public String getFunctionName() {
            return "laasTask";
        }

        @Override
        public String getDisplayName() {
            return Messages.TaskStep_displayName();
        }
    }
}
