package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole life of a pod of six real machines, and of a second one beside it. */
@Tag("pod")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodTest {
    private static final Logger LOG = LoggerFactory.getLogger(PodTest.class);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private VpodPlan plan;
    private VpodPlan neighbour;
    private SshLogin alice;
    private SshLogin bob;

    @BeforeAll
    void preparePlans(@TempDir Path dir) {
        alice = SshLogin.generate(dir.resolve("alice"));
        bob = SshLogin.generate(dir.resolve("bob"));
        plan = RealHost.plan("pod-test-a").keys(alice.key()).build();
        neighbour =
                RealHost.plan("pod-test-b").index(1).nodes(1).keys(bob.key()).build();
        run(OperationKind.REMOVE, plan);
        run(OperationKind.REMOVE, neighbour);
    }

    @AfterAll
    void removeAll() {
        run(OperationKind.REMOVE, plan);
        run(OperationKind.REMOVE, neighbour);
        provisioner.close();
        hypervisors.close();
    }

    @Test
    @Order(1)
    void sixMachinesComeUpAndLetTheKeyIn() {
        Succeeded done = run(OperationKind.PROVISION, plan);
        String jump = done.access().orElseThrow().address();
        assertThat(alice.run(jump, "hostname")).isEqualTo("jump");
        assertThat(bob.isRefused(jump)).isTrue();
        assertThat(alice.run(address("node5"), "hostname")).isEqualTo("node5");
    }

    @Test
    @Order(2)
    void resetTakesAFileAwayAndSetsTheClock() {
        String node = address("node3");
        String boot = alice.run(node, "cat /proc/sys/kernel/random/boot_id");
        assertThat(proof("node3")).isEqualTo(boot);
        alice.run(node, "echo secret > secret; sync; cat secret");
        run(OperationKind.RESET, plan);
        assertThat(alice.run(node, "ls; cat /proc/sys/kernel/random/boot_id")).isEqualTo(boot);
        long guest = Long.parseLong(alice.run(node, "date +%s"));
        assertThat(guest).isCloseTo(Instant.now().getEpochSecond(), within(3L));
    }

    @Test
    @Order(3)
    void accessLetsAnotherKeyInAndTheFirstOut() {
        run(OperationKind.ACCESS, RealHost.plan("pod-test-a").keys(bob.key()).build());
        assertThat(bob.run(address("node2"), "hostname")).isEqualTo("node2");
        assertThat(alice.isRefused(address("node2"))).isTrue();
        assertThat(alice.isRefused("root", address("node2"))).isTrue();
    }

    @Test
    @Order(4)
    void cleanPodIsPausedAndHandedOverAtOnce() {
        run(OperationKind.CLEAN, plan);
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            assertThat(hypervisor.state(machine("node1").domain())).isEqualTo(MachineState.PAUSED);
        }
        run(OperationKind.PROVISION, plan);
        assertThat(alice.run(address("jump"), "hostname")).isEqualTo("jump");
        run(OperationKind.CHECK, plan);
    }

    @Test
    @Order(5)
    void machineThatWasSwitchedOffComesBackByReset() {
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            hypervisor.powerOff(machine("node4").domain());
            hypervisor.remove(machine("node1").domain());
        }
        run(OperationKind.RESET, plan);
        assertThat(alice.run(address("node4"), "hostname")).isEqualTo("node4");
        assertThat(alice.run(address("node1"), "hostname")).isEqualTo("node1");
    }

    @Test
    @Order(6)
    void podsDoNotReachEachOther() {
        run(OperationKind.PROVISION, neighbour);
        MachineLayout from = machine("node1");
        MachineLayout friend = machine("node2");
        MachineLayout stranger = VpodLayout.of(neighbour).machines().get(0);
        for (int card = 0; card < from.nics().size(); card++) {
            String subnet = "10.85." + (8 + card) + ".";
            String device = "eth" + card;
            give(friend, device, subnet + "77/24");
            give(stranger, device, subnet + "10/24");
            give(from, device, subnet + "200/24");
            assertThat(reaches(from, device, subnet + "77"))
                    .as("friend by " + device)
                    .isTrue();
            assertThat(reaches(from, device, subnet + "10"))
                    .as("stranger by " + device)
                    .isFalse();
            take(from, device, subnet + "200/24");
        }
        assertThat(showsPageOf("node2", from, address("node2"))).isTrue();
        stranger.nics().stream().flatMap(n -> n.address().stream()).forEach(a -> {
            assertThat(via(from, "10.85.0.1", a))
                    .as("stranger's %s by the host on admin", a)
                    .isFalse();
            assertThat(via(from, "10.85.3.1", a))
                    .as("stranger's %s by the host on public", a)
                    .isFalse();
        });
    }

    @Test
    @Order(7)
    void nothingIsLeftAfterRemoval() {
        run(OperationKind.REMOVE, plan);
        run(OperationKind.REMOVE, neighbour);
        assertThat(provisioner.inventory(plan.host(), plan.owner().controller()))
                .filteredOn(t -> t.owner().lab().equals(plan.owner().lab()))
                .isEmpty();
    }

    private void give(MachineLayout machine, String device, String address) {
        sh(machine, "ip link set \"$1\" up; ip addr replace \"$2\" dev \"$1\"", device, address);
    }

    private void take(MachineLayout machine, String device, String address) {
        sh(machine, "ip addr del \"$2\" dev \"$1\"", device, address);
    }

    /** Layer 2 (ARP) or layer 3 (ICMP), whichever answers first. */
    private boolean reaches(MachineLayout from, String device, String address) {
        String probe = "arping -q -c 2 -w 2 -I \"$1\" \"$2\" || ping -c 1 -W 1 -I \"$1\" \"$2\"";
        return sh(from, probe, device, address).exitCode() == 0;
    }

    /** Whether the machine's own page comes; another answer may be given by a gateway far away. */
    private boolean showsPageOf(String name, MachineLayout from, String address) {
        GuestResult page = sh(from, "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 \"$1\" 80", address);
        return page.output().contains("<title>" + name + "</title>");
    }

    private boolean via(MachineLayout from, String gateway, String address) {
        sh(from, "ip route replace \"$1/32\" via \"$2\"", address, gateway);
        boolean answered = showsPageOf("jump", from, address);
        sh(from, "ip route del \"$1/32\" via \"$2\"", address, gateway);
        return answered;
    }

    private GuestResult sh(MachineLayout machine, String script, String... arguments) {
        List<String> argv =
                new ArrayList<>(List.of("/bin/sh", "-c", "PATH=/usr/sbin:/usr/bin:/sbin:/bin; " + script, "test"));
        argv.addAll(List.of(arguments));
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            return hypervisor.execute(machine.domain(), argv, "".getBytes(StandardCharsets.UTF_8), SOON);
        }
    }

    private Succeeded run(OperationKind kind, VpodPlan what) {
        long start = System.nanoTime();
        var outcome = provisioner.run(kind, what, report -> tell(report, start), CancelSignal.NEVER);
        LOG.info("{} of {} took {} s", kind, what.vpod(), seconds(start));
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private static void tell(TaskReport report, long start) {
        if (report.state() != TaskState.WAITING && report.state() != TaskState.RUNNING) {
            LOG.info("{} s: {} {} {}", seconds(start), report.task(), report.state(), report.message());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000 / 1e3;
    }

    private String proof(String name) {
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            return hypervisor.knownState(machine(name).domain()).orElseThrow();
        }
    }

    private MachineLayout machine(String name) {
        return VpodLayout.of(plan).machines().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String address(String name) {
        return VpodLayout.of(plan).hostReachable(machine(name)).orElseThrow();
    }
}
