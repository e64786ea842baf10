package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.laas.jenkins.step.ssh.TestSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LaasRunTest {
    private JenkinsRule jenkins;
    private Site site;
    private TestSshServer server;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule, @TempDir Path home) throws Exception {
        StepPods.reset();
        jenkins = rule;
        site = Site.with(rule, 1);
        server = new TestSshServer(home);
        StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void runsAScriptOnAMachineOfThePod() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small') { pod ->
                    laasRun machine: 'jump', script: 'echo "hello from $HOME"; echo trouble >&2'
                    def out = laasRun(script: 'echo one; echo two; echo loud >&2', returnStdout: true)
                    echo "got <${out}>"
                    echo "code ${laasRun(script: 'exit 7', returnStatus: true)}"
                    echo "python-like: ${laasRun(script: '#!/bin/cat\\nitself', returnStdout: true)}"
                }
                """);
        assertThat(Site.log(run))
                .contains(
                        "hello from " + server.home(),
                        "trouble",
                        "got <one\ntwo>",
                        "loud",
                        "code 7",
                        "python-like: #!/bin/cat\nitself");
        await().atMost(Site.LONG)
                .untilAsserted(
                        () -> assertThat(server.home().resolve(".laas-run")).isEmptyDirectory());
        assertThat(server.commands()).isNotEmpty().noneMatch(c -> c.contains("hello"));
    }

    @Test
    void failsWithTheExitCodeOfTheScript() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small') { laasRun script: 'false; echo never' }");
        assertThat(Site.log(run))
                .contains("ERROR: script on machine", "returned exit code 1")
                .doesNotContain("\nnever");
    }

    @Test
    void writesOutputWhileTheScriptRuns() throws Exception {
        WorkflowRun run = site.start(
                "laasBook(pod: 'small') { laasRun script: 'echo begun; while [ ! -e go ]; do sleep 0.1; done; echo ended' }");
        jenkins.waitForMessage("\nbegun", run);
        Files.createFile(server.home().resolve("go"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).containsOnlyOnce("\nbegun").containsOnlyOnce("\nended");
    }

    @Test
    void goesOnWhenTheConnectionIsLost() throws Exception {
        WorkflowRun run = site.start(
                "laasBook(pod: 'small') { laasRun script: 'echo begun; while [ ! -e go ]; do sleep 0.1; done; echo ended' }");
        jenkins.waitForMessage("\nbegun", run);
        server.hangUp();
        Files.createFile(server.home().resolve("go"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).containsOnlyOnce("\nbegun").containsOnlyOnce("\nended");
    }

    @Test
    void endsTheScriptWhenTheRunIsAborted() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { laasRun script: 'echo $$ > pid; sleep 1000' }");
        Path pid = server.home().resolve("pid");
        await().atMost(Site.LONG).until(() -> Files.exists(pid) && Files.size(pid) > 0);
        long number = Long.parseLong(Files.readString(pid).strip());
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        await().atMost(Site.LONG)
                .until(() ->
                        ProcessHandle.of(number).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void endsTheScriptWhenItTakesTooLong() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small') { laasRun script: 'sleep 1000', timeout: '2s' }");
        assertThat(Site.log(run)).contains("took longer than 2 seconds and was ended");
    }

    @Test
    void refusesAnotherHostKeyUntilTheMachinesAreReset() throws Exception {
        WorkflowRun run = site.start("""
                def pod = laasBook(pod: 'small')
                laasRun booking: pod.id, script: 'echo first'
                %s
                catchError(buildResult: 'SUCCESS') { laasRun booking: pod.id, script: 'echo second' }
                laasReset booking: pod.id
                laasRun booking: pod.id, script: 'echo third'
                """.formatted(Site.GATE));
        site.awaitGate(run);
        server.newHostKey();
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run))
                .contains("\nfirst", "not the one it showed before", "\nthird")
                .doesNotContain("\nsecond");
    }

    @Test
    void keepsTheKeyToItself() throws Exception {
        WorkflowRun run = site.succeeds("laasBook(pod: 'small') { laasRun script: 'env | grep -i laas' }");
        Path key = Site.home().resolve("pipelines_ed25519");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).contains("OPENSSH PRIVATE KEY");
        assertThat(Site.log(run)).doesNotContain("PRIVATE KEY", "pipelines_ed25519");
        assertThat(Site.engine().accounts().keys(PipelineAccount.ID)).hasSize(1);
        assertThat(Site.booking().collaborators()).containsExactly(PipelineAccount.ID);
    }

    @Test
    void saysWhichMachinesThereAre() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small') { laasRun machine: 'nope', script: 'id' }");
        assertThat(Site.log(run)).contains("has no machine 'nope'. Its machines are: jump, node1.");
    }

    @Test
    void showsHostileOutputAsText() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small') {
                    laasRun script: '#!/bin/sh\\nprintf "<script>alert(1)</script>\\\\n\\\\033[8mha:////4AAAAaB+LCAAA\\\\033[0mnote\\\\n"'
                    def out = laasRun(script: "#!/bin/sh\\nprintf '<i>x</i>'", returnStdout: true)
                    echo "got ${out}"
                }
                """);
        assertThat(Site.log(run)).contains("<script>alert(1)</script>", "got <i>x</i>");
        String page = jenkins.createWebClient()
                .login("ann")
                .goTo(run.getUrl() + "consoleFull")
                .getWebResponse()
                .getContentAsString();
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert(1)");
    }

    @Test
    void takesNoMoreOutputThanFitsIntoAPipeline() throws Exception {
        WorkflowRun run = site.fails("""
                laasBook(pod: 'small') {
                    laasRun script: 'head -c 5000000 /dev/zero', returnStdout: true
                }
                """);
        assertThat(Site.log(run))
                .contains("it wrote more to standard output than the 4000000 bytes that returnStdout takes");
    }

    @Test
    void believesNoExitCodeThatIsNone() throws Exception {
        WorkflowRun run = site.fails("""
                laasBook(pod: 'small') {
                    laasRun script: '#!/bin/sh\\ncd .laas-run/*; echo "<b>me</b>" > result; while [ ! -e "$HOME/go" ]; do sleep 0.1; done'
                }
                """);
        Files.createFile(server.home().resolve("go"));
        assertThat(Site.log(run))
                .contains("its exit code on the machine is no number")
                .doesNotContain("<b>me");
    }

    @Test
    void goesThroughTheAgentAroundIt() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("near"));
        WorkflowRun run = site.succeeds(
                "node('near') { laasBook(pod: 'small') { laasRun script: 'echo by way of the agent' ; sh 'grep HostName \"$LAAS_SSH_CONFIG\"' } }");
        assertThat(Site.log(run)).contains("by way of the agent", "HostName \"127.0.0.1\"");
    }
}
