package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.RealLab;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * A booked machine as an agent, both real. Its image must have Java and takes minutes to boot where processors are emulated, so this
 * is run by hand: CONTRIBUTING.md says how.
 */
@Tag("pod")
@Timeout(3600)
@WithJenkins
class RealPodAgentTest {
    private JenkinsRule jenkins;
    private Site site;
    private RealLab lab;
    private DumbSlave agent;

    @BeforeEach
    void setUp(JenkinsRule rule) throws Exception {
        lab = RealLab.withJava();
        jenkins = rule;
        jenkins.timeout = 3000;
        site = Site.with(rule, 1);
        agent = rule.createOnlineSlave(Label.get("kvm"));
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(lab.text())));
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (agent != null) {
            jenkins.disconnectSlave(agent);
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void stepsRunOnTheBookedMachineAndItIsCleanAfterwards() throws Exception {
        WorkflowRun run = site.start("""
                laasBook(pod: 'small', config: 'plain', hours: 2, wait: '10m') { pod ->
                    laasRun machine: 'jump', script: 'uname -n'
                    node(pod.agentLabel) {
                        writeFile file: 'note.txt', text: 'noted'
                        sh 'echo "on $(uname -n) as $(id -un) with $(cat note.txt)"; [ -d /sys/class/dmi ] && cat /sys/class/dmi/id/sys_vendor'
                    }
                }
                """);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("on jump as laas with noted", "QEMU");
        assertThat(jenkins.jenkins.getNodes()).extracting(n -> n.getNodeName()).containsExactly(agent.getNodeName());
        Site.awaitAllOver();
        assertThat(lab.onHost()).isEmpty();
    }
}
