package io.laas.provisioner.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host over TCP: nothing of it can be reached but libvirt. Its libvirtd goes and comes back. */
@Tag("libvirt")
class RemoteHostTest {
    private static final String CONTROLLER = "remote";
    private static final LibvirtHypervisors HYPERVISORS = new LibvirtHypervisors();
    private static RemoteHost remote;

    @BeforeAll
    static void start() {
        remote = RemoteHost.start(41);
    }

    @AfterAll
    static void stop() {
        HYPERVISORS.close();
        if (remote != null) {
            remote.close();
        }
    }

    private static void isUnreachable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContainingAll("Host local", "libvirtd");
    }

    @Test
    void machineLivesOnAHostThatOnlyLibvirtReaches() {
        assertThat(Path.of(RemoteHost.STORAGE)).doesNotExist();
        Hypervisor hypervisor = HYPERVISORS.open(remote.host());
        PodFixture pod = PodFixture.on(remote.host(), GuestImage.real(), CONTROLLER);
        String jump = pod.jump().domain();
        try {
            hypervisor.define(pod.prepare(hypervisor, pod.jump(), "one"));
            hypervisor.start(jump);
            assertThat(hypervisor.awaitAgent(jump, Duration.ofSeconds(120), CancelSignal.NEVER))
                    .as("agent; console: %s", hypervisor.consoleTail(jump, 2000))
                    .isTrue();
            hypervisor.saveKnownState(jump, "here");
            run(hypervisor, jump, "echo used >/var/tmp/used; sync");
            hypervisor.revertToKnownState(jump);
            assertThat(hypervisor.awaitAgent(jump, Duration.ofSeconds(60), CancelSignal.NEVER))
                    .isTrue();
            assertThat(run(hypervisor, jump, "ls /var/tmp")).doesNotContain("used");
            assertThat(hypervisor.consoleTail(jump, 4000)).isNotBlank();
            surviveARestart(hypervisor, jump);
        } finally {
            pod.remove(hypervisor);
        }
        assertThat(hypervisor.inventory(CONTROLLER)).isEmpty();
        assertThat(Path.of(RemoteHost.STORAGE)).doesNotExist();
    }

    private static String run(Hypervisor hypervisor, String domain, String command) {
        return hypervisor
                .execute(domain, List.of("/bin/sh", "-c", command), "".getBytes(UTF_8), Duration.ofSeconds(20))
                .output();
    }

    private static void surviveARestart(Hypervisor hypervisor, String jump) {
        remote.stopDaemon();
        isUnreachable(hypervisor::facts);
        isUnreachable(() -> hypervisor.inventory(CONTROLLER));
        isUnreachable(() -> hypervisor.state(jump));
        isUnreachable(() -> hypervisor.agentAnswers(jump));
        isUnreachable(() -> hypervisor.awaitAgent(jump, Duration.ofSeconds(5), CancelSignal.NEVER));
        remote.startDaemon();
        assertThat(hypervisor.state(jump)).isEqualTo(MachineState.RUNNING);
        assertThat(hypervisor.awaitAgent(jump, Duration.ofSeconds(30), CancelSignal.NEVER))
                .isTrue();
        assertThat(hypervisor.knownState(jump)).contains("here");
    }
}
