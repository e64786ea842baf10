package io.laas.jenkins.step;

import io.laas.jenkins.access.JenkinsCallers;
import io.laas.model.UserId;

/**
 * The account of pipelines. Runs that nobody started book in its name, and it is a collaborator of every booking a pipeline makes,
 * so that the one key with which this controller reaches machines gets onto exactly these.
 */
final class PipelineAccount {
    /** Its name; rights are granted to it in Jenkins like to any user. */
    static final UserId ID = JenkinsCallers.PIPELINES;

    private PipelineAccount() {}
}
