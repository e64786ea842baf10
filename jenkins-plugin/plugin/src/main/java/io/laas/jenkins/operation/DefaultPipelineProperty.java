package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;
import io.laas.model.operation.OperationKind;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.stapler.StaplerRequest2;

/** Remembers of a job which kind of operation its runs do, and which default pipeline it was given. */
public final class DefaultPipelineProperty extends JobProperty<WorkflowJob> {
    private final String kind;
    private final String hash;

    DefaultPipelineProperty(OperationKind kind, String hash) {
        this.kind = kind.name();
        this.hash = hash;
    }

    OperationKind kind() {
        return OperationKind.valueOf(kind);
    }

    String getHash() {
        return hash;
    }

    /** Returns whether the job still has the pipeline that it was given. */
    boolean isUnchanged(WorkflowJob job) {
        return job.getDefinition() instanceof CpsFlowDefinition cps
                && cps.isSandbox()
                && DefaultPipelines.hash(cps.getScript()).equals(hash);
    }

    /** Stays when the job's form is submitted, in which it has no place. */
    @Override
    public JobProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /** Tells Jenkins of the property. */
    @Extension
    public static final class DescriptorImpl extends JobPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.DefaultPipelineProperty_displayName();
        }
    }
}
