package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.laas.jenkins.step.ssh.TestSshServer;
import io.laas.model.booking.BookingState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.Converter;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Pipeline with which a Jenkins builds this project. */
@WithJenkins
class JenkinsfileTest {
    private static final Path FILE = Path.of("../../Jenkinsfile");
    private static final String BUILD = "        stage('Build and test') {";
    private static final String POD = "        stage('Try it on a pod') {";

    @TestExtension
    public static final class Pods extends StepPods {}

    @Test
    void isADeclarativePipelineThatJenkinsTakes(JenkinsRule jenkins) throws Exception {
        assertThat(Converter.scriptToPipelineDef(Files.readString(FILE))
                        .getStages()
                        .getStages())
                .hasSize(2);
    }

    @Test
    void triesTheProjectOnAPodThatItBooks(JenkinsRule jenkins, @TempDir Path home) throws Exception {
        StepPods.reset();
        Site site = Site.with(jenkins, 1);
        DumbSlave agent = jenkins.createOnlineSlave(Label.get("linux"));
        WorkflowJob job = site.job("project", onlyThePod(Files.readString(FILE)));
        agent.getWorkspaceFor(job)
                .child("provisioner/e2e/pod-check.sh")
                .write("echo \"checked, after a reset: ${after_reset:-no}\"", null);
        try (TestSshServer server = new TestSshServer(home)) {
            StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));

            WorkflowRun run = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(site.start(job, "ann")));

            assertThat(Site.log(run))
                    .containsSubsequence(
                            "\nchecked, after a reset: no\n",
                            "are as they were at first",
                            "\nchecked, after a reset: yes\n",
                            "is given back")
                    .doesNotContain("nothing is tried on a pod");
        }
        Site.awaitState(BookingState.DONE);
        assertThat(Site.booking().purpose()).isEqualTo("build jenkins-project-1");
    }

    /** What builds the project takes hours and another machine; the pod is one of this test's lab. */
    private static String onlyThePod(String all) {
        assertThat(all).contains(BUILD, POD, "'pharos-virtual'");
        return all.substring(0, all.indexOf(BUILD)).replace("'pharos-virtual'", "'small'")
                + all.substring(all.indexOf(POD));
    }
}
