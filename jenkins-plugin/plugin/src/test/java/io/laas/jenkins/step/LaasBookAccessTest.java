package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.DummySecurityRealm;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A lab that lets a group of Jenkins and the account of pipelines book. */
class LaasBookAccessTest {
    private static final String BLOCK = "laasBook('small') { pod -> echo \"mine is ${pod.vpod}\" }";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void forgetBefore() {
        StepPods.reset();
    }

    @Test
    void itIsTheUserOfTheRunWhoMustBeLetIn() throws Throwable {
        sessions.then(jenkins -> {
            Site site = site(jenkins);
            jenkins.assertBuildStatusSuccess(
                    jenkins.waitForCompletion(site.start(site.job("of-a-member", BLOCK), "ann")));
            assertThat(refused(jenkins, site, "of-another", "bob"))
                    .contains("Lab demo lets only certain people book, and bob is not one of them."
                            + " Book in another lab, or ask lab-admins.");
            assertThat(refused(jenkins, site, "of-an-administrator", "root"))
                    .as("a pipeline never does more than book, whoever started it")
                    .contains("root is not one of them");
            WorkflowRun nobodys = site.job("of-nobody", BLOCK).scheduleBuild2(0).waitForStart();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(nobodys));
            Site.awaitAllOver();
        });
    }

    private static Site site(JenkinsRule jenkins) throws Exception {
        Site site = Site.with(jenkins, 1);
        ((DummySecurityRealm) jenkins.jenkins.getSecurityRealm()).addGroups("ann", "NFV & friends");
        String rules = "policy: {access: {people: [laas-pipelines], groups: ['NFV & friends']}, ";
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(Site.lab(1).replace("policy: {", rules))));
        return site;
    }

    private static String refused(JenkinsRule jenkins, Site site, String job, String user) throws Exception {
        WorkflowRun run = site.start(site.job(job, BLOCK), user);
        return Site.log(jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run)));
    }
}
