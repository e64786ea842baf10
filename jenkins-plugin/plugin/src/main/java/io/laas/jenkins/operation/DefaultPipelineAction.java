package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.model.Action;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.access.LaasPermissions;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.POST;

/** On the page of an operation's job: whether its Pipeline is the default, what that is, and the way back to it. */
public final class DefaultPipelineAction implements Action {
    private final WorkflowJob job;
    private final DefaultPipelineProperty property;

    DefaultPipelineAction(WorkflowJob job, DefaultPipelineProperty property) {
        this.job = job;
        this.property = property;
    }

    @Override
    public String getIconFileName() {
        return isAllowed() ? "symbol-refresh" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.DefaultPipelineAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "laas-default-pipeline";
    }

    public WorkflowJob getJob() {
        return job;
    }

    public boolean isAllowed() {
        return JenkinsFacade.jenkins().hasPermission(LaasPermissions.MANAGE_LABS);
    }

    public boolean isUnchanged() {
        return property.isUnchanged(job);
    }

    public String getText() {
        return DefaultPipelines.text(property.kind());
    }

    /** Gives the job the default pipeline again. */
    @POST
    public HttpResponse doRestore() throws IOException {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.MANAGE_LABS);
        OperationJobs.restore(job, property.kind());
        return new HttpRedirect("..");
    }

    /** Puts the action on the pages of operations' jobs. */
    @Extension
    public static final class Factory extends TransientActionFactory<WorkflowJob> {
        @Override
        public Class<WorkflowJob> type() {
            return WorkflowJob.class;
        }

        @Override
        public Collection<? extends Action> createFor(WorkflowJob job) {
            DefaultPipelineProperty property = job.getProperty(DefaultPipelineProperty.class);
            return property == null ? List.of() : List.of(new DefaultPipelineAction(job, property));
        }
    }
}
