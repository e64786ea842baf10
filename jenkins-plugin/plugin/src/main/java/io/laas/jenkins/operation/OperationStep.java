package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code laasOperation}: the block in which a run does the operation that it was started for. */
public final class OperationStep extends Step {
    @DataBoundConstructor
    public OperationStep() {
        // nothing to set: which operation it is, the run knows
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationExecution(context);
    }

    /** Tells Jenkins of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(OperationScope.class);
        }

        @Override
        public String getFunctionName() {
            return "laasOperation";
        }

        @Override
        public String getDisplayName() {
            return Messages.OperationStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
