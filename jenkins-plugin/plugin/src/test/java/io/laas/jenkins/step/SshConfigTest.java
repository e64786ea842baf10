package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.jenkins.step.ssh.TestSshServer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The file of {@code LAAS_SSH_CONFIG}, read by the ssh client of this machine. */
@WithJenkins
class SshConfigTest {
    private Site site;
    private TestSshServer server;

    @TempDir
    Path work;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule) throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/ssh", "/bin/ssh").map(Path::of).anyMatch(Files::exists), "this machine has no ssh");
        StepPods.reset();
        site = Site.with(rule, 1);
        server = new TestSshServer(Files.createDirectory(work.resolve("home")));
        StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
    }

    @AfterEach
    void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sshLogsInByTheNameOfTheMachine() throws Exception {
        Path key = userKey();
        WorkflowRun run = site.succeeds("""
                node {
                    laasBook(pod: 'small') { pod ->
                        sh 'ssh -F "$LAAS_SSH_CONFIG" -o BatchMode=yes -i %s jump "echo by name, home \\\\$HOME"'
                        sh 'ssh -G -F "$LAAS_SSH_CONFIG" node1'
                        sh 'stat -c "mode %%a" "$LAAS_SSH_CONFIG"; ls "$(dirname "$LAAS_SSH_CONFIG")"'
                    }
                    sh 'ls "$WORKSPACE@tmp/laas"'
                }
                """.formatted(key));
        assertThat(Site.log(run))
                .contains(
                        "by name, home " + server.home(),
                        "proxyjump jump",
                        "user laas",
                        "hostname 127.0.0.1",
                        "stricthostkeychecking accept-new",
                        "mode 600",
                        "ssh-b-1.known")
                .doesNotContain("PRIVATE");
        assertThat(List.of(Site.log(run).split("\\[Pipeline] // laasBook")).get(1))
                .doesNotContain("ssh-b-1");
    }

    private Path userKey() throws Exception {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        server.letIn(pair.getPublic());
        Path file = Files.createFile(
                work.resolve("user_key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "user", null, out);
        }
        return file;
    }
}
