package io.laas.jenkins.operation;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Descriptor;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.LogRotator;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.operation.OperationKind;
import java.io.IOException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.BuildDiscarderProperty;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The jobs whose runs do operations: {@code laas/provision} and so on, made when they are missing. One whose Pipeline nobody has
 * changed follows the default of the plugin; a changed one is the lab's and left alone. Thread-safe.
 */
final class OperationJobs {
    static final String FOLDER = "laas";
    private static final Logger LOG = Logger.getLogger(OperationJobs.class.getName());
    private static final int KEPT_RUNS = 200;

    /** Sees that there is a job for every kind of operation. */
    void ensureAll() {
        for (OperationKind kind : OperationKind.values()) {
            try {
                ensure(kind);
            } catch (IOException | IllegalStateException e) {
                LOG.log(Level.WARNING, e, () -> "The job for %s operations cannot be made".formatted(kind));
            }
        }
    }

    /**
     * Returns the job for a kind of operation.
     *
     * @throws IllegalStateException if something else has its name
     */
    synchronized WorkflowJob ensure(OperationKind kind) throws IOException {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Folder folder = folder();
            String name = name(kind);
            TopLevelItem item = folder.getItem(name);
            if (item == null) {
                return create(folder, kind);
            }
            if (item instanceof WorkflowJob job) {
                follow(job, kind);
                return job;
            }
            throw taken(FOLDER + "/" + name, "a Pipeline job");
        }
    }

    static String name(OperationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Folder folder() throws IOException {
        Jenkins jenkins = JenkinsFacade.jenkins();
        TopLevelItem item = jenkins.getItem(FOLDER);
        if (item == null) {
            Folder folder = jenkins.createProject(Folder.class, FOLDER);
            folder.setDescription(
                    "Operations on virtual pods, one job for each kind. Lab as a Service makes and maintains them.");
            return folder;
        }
        if (item instanceof Folder folder) {
            return folder;
        }
        throw taken(FOLDER, "a folder");
    }

    private static IllegalStateException taken(String name, String what) {
        return new IllegalStateException(
                "Item '%s' is there and is not %s. Rename it; Lab as a Service then makes its own."
                        .formatted(name, what));
    }

    private static WorkflowJob create(Folder folder, OperationKind kind) throws IOException {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name(kind));
        job.addProperty(new BuildDiscarderProperty(new LogRotator(-1, KEPT_RUNS, -1, -1)));
        job.setDescription(DefaultPipelines.description(kind));
        restore(job, kind);
        LOG.info(() -> "Made job " + job.getFullName());
        return job;
    }

    private static void follow(WorkflowJob job, OperationKind kind) throws IOException {
        DefaultPipelineProperty property = job.getProperty(DefaultPipelineProperty.class);
        if (property != null
                && property.isUnchanged(job)
                && !property.getHash().equals(DefaultPipelines.hash(DefaultPipelines.text(kind)))) {
            restore(job, kind);
            LOG.info(() -> "Job %s has the new default pipeline".formatted(job.getFullName()));
        }
    }

    /** Gives the job the default pipeline. */
    static void restore(WorkflowJob job, OperationKind kind) throws IOException {
        String text = DefaultPipelines.text(kind);
        job.setDefinition(pipeline(text));
        job.removeProperty(DefaultPipelineProperty.class);
        job.addProperty(new DefaultPipelineProperty(kind, DefaultPipelines.hash(text)));
        job.save();
    }

    private static CpsFlowDefinition pipeline(String text) {
        try {
            return new CpsFlowDefinition(text, true);
        } catch (Descriptor.FormException e) {
            throw new IllegalStateException("Jenkins refuses a sandboxed pipeline: " + e.getMessage(), e);
        }
    }
}
