package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Result;
import io.laas.jenkins.step.ssh.TestSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Machines of a pod as agents, in processes of their own behind a real ssh server. */
@WithJenkins
class PodAgentTest {
    private JenkinsRule jenkins;
    private Site site;
    private TestSshServer server;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule, @TempDir Path home) throws Exception {
        StepPods.reset();
        jenkins = rule;
        site = Site.with(rule, 2);
        server = new TestSshServer(home);
        StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void stepsRunOnTheMachineWhileItIsBooked() throws Exception {
        server.haveJava();
        WorkflowRun run = site.start("""
                laasBook(pod: 'small') { pod ->
                    node(pod.agentLabel) {
                        sh 'echo "in $HOME on $NODE_NAME" | cat'
                        writeFile file: 'note.txt', text: 'noted'
                        %s
                    }
                    node(pod.agentLabel) { echo readFile('note.txt') }
                }
                """.formatted(Site.GATE));
        site.awaitGate(run);
        assertThat(agents()).extracting(Node::getNodeName).containsExactly("laas-b-1-jump");
        assertThat(server.home().resolve(".laas-agent/workspace/job0/note.txt")).hasContent("noted");
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run))
                .contains("Running on laas-b-1-jump", "in " + server.home() + " on laas-b-1-jump", "\nnoted");
        assertThat(agents()).isEmpty();
        Site.awaitAllOver();
    }

    @Test
    void agentsOfTheRunGoWithTheRun() throws Exception {
        server.haveJava();
        WorkflowRun run = site.succeeds("""
                def pod = laasBook('small')
                node(pod.agentLabel + '-jump') { sh 'echo here' }
                """);
        assertThat(Site.log(run)).contains("Running on laas-b-1-jump", "\nhere");
        await().atMost(Site.LONG).untilAsserted(() -> assertThat(agents()).isEmpty());
    }

    @Test
    void machinesWithoutJavaAreRefusedInOneSentence() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small') { pod -> node(pod.agentLabel) { echo 'never' } }");
        assertThat(Site.log(run))
                .contains(
                        "ERROR: Agent laas-b-1 cannot be had: the machine has no Java, which agents need. Use laasRun, or a config whose image has Java 17 or later.")
                .doesNotContain("never");
        assertThat(agents()).isEmpty();
        assertThat(jenkins.jenkins.getQueue().getItems()).isEmpty();
    }

    @Test
    void oldJavaIsRefusedWithItsVersion() throws Exception {
        server.haveProgram("java", "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        WorkflowRun run = site.fails("laasBook(pod: 'small') { pod -> node(pod.agentLabel) { echo 'never' } }");
        assertThat(Site.log(run)).contains("the machine has Java 11, and agents need Java 17 or later");
    }

    @Test
    void agentThatDoesNotStartIsToldWithWhatWentWrong() throws Exception {
        server.haveProgram(
                "java",
                "#!/bin/sh\n[ \"$1\" = -version ] && { echo 'openjdk version \"17.0.2\"' >&2; exit 0; }\nexit 1\n");
        WorkflowRun run = site.fails("laasBook(pod: 'small') { pod -> node(pod.agentLabel) { echo 'never' } }");
        assertThat(Site.log(run)).contains("ERROR: Agent laas-b-1 cannot be had: ");
        assertThat(agents()).isEmpty();
    }

    @Test
    void unknownMachinesAreToldWithThoseThatThereAre() throws Exception {
        WorkflowRun run =
                site.fails("laasBook(pod: 'small') { pod -> node(pod.agentLabel + '-nope') { echo 'never' } }");
        assertThat(Site.log(run)).contains("has no machine 'nope'. Its machines are: jump, node1.");
    }

    @Test
    void otherRunsGetNoMachineOfIt() throws Exception {
        server.haveJava();
        WorkflowRun run = site.start("""
                laasBook(pod: 'small') { pod -> node(pod.agentLabel) { echo 'mine' }
                    %s
                }
                """.formatted(Site.GATE));
        site.awaitGate(run);
        WorkflowRun other = site.start(
                "laasBook(pod: 'small') { node('laas-b-1') { echo 'I am inside another run\\'s machine' } }");
        Queue.BuildableItem waiting = await().atMost(Site.LONG)
                .until(
                        () -> Jenkins.get().getQueue().getBuildableItems().stream()
                                .findFirst(),
                        i -> i.isPresent())
                .orElseThrow();
        assertThat(agents().get(0).canTake(waiting).getShortDescription())
                .isEqualTo("Agent laas-b-1-jump is for the run only that made booking b-1");
        other.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(other));
        assertThat(Site.log(other)).doesNotContain("Running on laas-b-1");
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void endsTheWorkOnItWhenTheBookingIsReleased() throws Exception {
        server.haveJava();
        WorkflowRun run =
                site.start("laasBook(pod: 'small') { pod -> node(pod.agentLabel) { sh 'touch begun; sleep 1000' } }");
        Path begun = server.home().resolve(".laas-agent/workspace/job0/begun");
        await().atMost(Site.LONG).until(() -> Files.exists(begun));
        Site.released(Site.booking().id());
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("Its block ends here.");
        assertThat(agents()).isEmpty();
    }

    private static List<Node> agents() {
        return Jenkins.get().getNodes();
    }
}
