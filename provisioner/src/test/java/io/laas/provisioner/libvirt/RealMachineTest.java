package io.laas.provisioner.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.lab.Host;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.PodFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A guest that really boots, seen through its agent and its console. */
@Tag("libvirt")
class RealMachineTest {
    private static final Duration BOOT = Duration.ofSeconds(120);
    private static final Duration PROGRAM = Duration.ofSeconds(20);
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Host host = LocalHost.host();
    private final Hypervisor hypervisor = hypervisors.open(host);
    private PodFixture pod;
    private String jump;

    @BeforeEach
    void boot() {
        pod = PodFixture.on(host, GuestImage.real(), "real");
        pod.remove(hypervisor);
        jump = pod.jump().domain();
        boot(pod.jump());
    }

    private void boot(MachineLayout machine) {
        hypervisor.define(pod.prepare(hypervisor, machine, "one"));
        hypervisor.start(machine.domain());
        assertThat(hypervisor.awaitAgent(machine.domain(), BOOT, CancelSignal.NEVER))
                .as("agent of %s; console: %s", machine.name(), hypervisor.consoleTail(machine.domain(), 2000))
                .isTrue();
    }

    @AfterEach
    void cleanUp() {
        if (pod != null) {
            pod.remove(hypervisor);
            assertThat(hypervisor.inventory("real")).isEmpty();
        }
        hypervisors.close();
    }

    private GuestResult shell(String command, String... input) {
        byte[] bytes = String.join("", input).getBytes(UTF_8);
        return hypervisor.execute(jump, List.of("/bin/sh", "-c", command), bytes, PROGRAM);
    }

    @Test
    void programsRunThroughTheAgent() {
        assertThat(shell("id -u; echo oops >&2; exit 3")).isEqualTo(new GuestResult(3, "0\n", "oops\n"));
        assertThat(shell("tr a-z A-Z", "hello").output()).isEqualTo("HELLO");
        assertThat(shell("kill -9 $$").exitCode()).isEqualTo(128 + 9);
        assertThat(shell("head -c 200000 /dev/zero | tr '\\0' x").output()).hasSize(64 << 10);
        assertThat(hypervisor.consoleTail(jump, 4000)).isNotBlank();
        assertThat(hypervisor.consoleTail(jump, 10)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void nothingOfTheUseIsLeftAfterTheReturn() {
        String bootId = shell("cat /proc/sys/kernel/random/boot_id").output().strip();
        hypervisor.saveKnownState(jump, bootId);
        for (boolean killed : List.of(false, true)) {
            assertThat(shell("echo used >/var/tmp/used; echo used >/run/used; sync")
                            .exitCode())
                    .isZero();
            if (killed) {
                hypervisor.powerOff(jump);
            }
            hypervisor.revertToKnownState(jump);
            assertThat(hypervisor.awaitAgent(jump, BOOT, CancelSignal.NEVER)).isTrue();
            assertThat(shell("ls /var/tmp/used /run/used 2>/dev/null").output()).isEmpty();
            assertThat(shell("cat /proc/sys/kernel/random/boot_id").output().strip())
                    .isEqualTo(bootId)
                    .isEqualTo(hypervisor.knownState(jump).orElseThrow());
        }
    }

    @Test
    void clockIsSet() {
        Instant then = Instant.parse("2031-05-06T07:08:09Z");
        hypervisor.setGuestTime(jump, then);
        long now = Long.parseLong(shell("date +%s").output().strip());
        assertThat(Instant.ofEpochSecond(now)).isBetween(then, then.plusSeconds(60));
    }

    @Test
    void manyReturnsLeaveTheMachineWell() {
        hypervisor.saveKnownState(jump, "");
        IntStream.rangeClosed(1, 10).forEach(i -> {
            shell("dd if=/dev/urandom of=/var/tmp/junk bs=1M count=3 2>/dev/null; sync");
            hypervisor.revertToKnownState(jump);
            assertThat(hypervisor.awaitAgent(jump, BOOT, CancelSignal.NEVER)).isTrue();
            assertThat(shell("ls /var/tmp").output()).doesNotContain("junk");
        });
        assertThat(hypervisor.state(jump)).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void machinesReachEachOtherOnEveryNetworkOfTheirPod() {
        boot(pod.node());
        pod.node().nics().forEach(n -> {
            String address = n.address().orElseThrow();
            assertThat(shell(GuestImage.patientPing(address)))
                    .as("ping on %s", n.network())
                    .returns(0, GuestResult::exitCode);
        });
    }
}
