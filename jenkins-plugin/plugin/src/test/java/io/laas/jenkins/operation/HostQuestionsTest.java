package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.model.ImageId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.MachineUse;
import io.laas.model.use.PodUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the engine asks of hosts, through the agents next to them. */
@WithJenkins
class HostQuestionsTest {
    @TempDir
    Path storage;

    private JenkinsRule jenkins;
    private RunOperations operations;
    private Host host;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
        operations = RunOperations.instance();
        host = Orders.anOrder(storage).host();
    }

    private DumbSlave agent() throws Exception {
        return new Site(jenkins, storage).agent();
    }

    @Test
    void agentWithTheLabelIsAskedThoughAllItsExecutorsAreBusy() throws Exception {
        DumbSlave agent = agent();
        agent.setNumExecutors(0);

        HostStatus status = operations.probe(host);

        assertThat(status.state()).isEqualTo(HostStatus.State.ONLINE);
        assertThat(status.accel()).isEqualTo(Accel.KVM);
        assertThat(status.message())
                .startsWith("asked from process ")
                .doesNotEndWith(" " + ProcessHandle.current().pid());
        assertThat(operations.inventory(host, "c1"))
                .containsExactly(new HostedThing("domain", "laas-alpha-jump", Orders.owner("c1", "alpha")));
        operations.purge(host, Orders.owner("c1", "alpha"));
        assertThat(Files.readString(storage.resolve("log"))).isEqualTo("purged alpha\n");
    }

    @Test
    void questionsAfterImagesTravelWholly() throws Exception {
        agent();
        Image far = new Image(
                new ImageId("far"),
                "https://cloud.example.org/far",
                Optional.of("0a".repeat(32)),
                "debian",
                "laas",
                Optional.empty());

        ImageStock stock = operations.images(
                host,
                new ImageQuestion(
                        List.of(far),
                        List.of(),
                        ImageQuestion.Others.NONE,
                        Optional.of(Instant.EPOCH),
                        List.of("golden-1.qcow2")));

        assertThat(stock.known()).containsExactly(new ImageStock.Known(new ImageId("far"), 3 << 20, 1 << 20));
        assertThat(Files.readString(storage.resolve("log"))).isEqualTo("looked at images without [golden-1.qcow2]\n");
    }

    @Test
    void useOfMachinesTravelsWholly() throws Exception {
        agent();
        VpodPlan plan = Orders.anOrder(storage).build().plan();

        PodUse use = operations.use(plan);

        assertThat(use.machines())
                .containsExactlyElementsOf(plan.pod().nodes().stream()
                        .map(n -> new MachineUse(n.name(), true, 1, 2, 3))
                        .toList())
                .isNotEmpty();
        Files.createFile(storage.resolve("unreachable"));
        assertThatThrownBy(() -> operations.use(plan))
                .isInstanceOf(HostUnreachableException.class)
                .hasMessage("host h1 cannot be asked: libvirt is gone");
    }

    @Test
    void missingLabelIsNamed() {
        HostStatus status = operations.probe(host);

        assertThat(status.state()).isEqualTo(HostStatus.State.OFFLINE);
        assertThat(status.message())
                .isEqualTo("host h1 cannot be asked: Jenkins has no agent with label 'kvm'; add one next to the host,"
                        + " or correct its agent-label in the lab file");
    }

    @Test
    void offlineAgentMakesTheHostUnreachable() throws Exception {
        agent().toComputer().disconnect(new OfflineCause.ByCLI("test")).get();

        assertThatThrownBy(() -> operations.inventory(host, "c1"))
                .isInstanceOf(HostUnreachableException.class)
                .hasMessageContaining("no agent with label 'kvm' is connected; bring one online");
    }

    @Test
    void troubleOfTheHostIsToldAsItIs() throws Exception {
        agent();
        Files.createFile(storage.resolve("unreachable"));

        assertThatThrownBy(() -> operations.inventory(host, "c1"))
                .isInstanceOf(HostUnreachableException.class)
                .hasMessage("host h1 cannot be asked: libvirt is gone");
    }

    @Test
    void hostWithoutLabelIsAskedByTheControllerOnlyWhereAllowed() {
        Host bare = Orders.anOrder(storage).label("").host();
        assertThat(operations.probe(bare).message()).contains("work in the controller's process is not allowed");

        LaasConfiguration.get().setOperationsOnController(true);

        assertThat(operations.probe(bare).message())
                .isEqualTo("asked from process " + ProcessHandle.current().pid());
    }

    /** The provisioner of this test. */
    @TestExtension
    public static final class Fake extends FakeWorkshops {
        private static final long serialVersionUID = 1L;
    }
}
