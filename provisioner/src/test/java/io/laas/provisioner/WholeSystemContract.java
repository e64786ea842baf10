package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.SshKey;
import io.laas.model.installer.Action;
import io.laas.model.installer.Extras;
import io.laas.model.installer.Installation;
import io.laas.model.installer.Requirements;
import io.laas.model.installer.Step;
import io.laas.model.installer.Target;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.guest.IsoShare;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import io.laas.provisioner.seed.Discs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole system of a distribution, made as it makes its cloud images, whose cloud-init reads what we give it. Takes minutes where
 * processors are emulated, so it is run by hand: {@code build-cloud-image.sh} makes the image, a variable of the environment names it.
 */
@Tag("pod")
@Timeout(3600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeSystemContract {
    private static final int MEMORY = 768;
    private static final Duration READY = Duration.ofMinutes(20);
    private static final List<String> CARDS = List.of("eth0", "eth1", "eth2", "eth3");

    private final String system;
    private final String os;
    private final int index;
    private final String variable;
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner =
            new Provisioner(hypervisors, InstantSource.system(), ProvisionerSettings.DEFAULT.withReady(READY));
    private VpodPlan plan;
    private SshLogin alice;
    private Path tools;

    /**
     * @param variable of the environment, which names the image
     * @param system the distribution, which is also the user that its images have of themselves
     * @param os its name and version, as an image of the catalogue says them
     * @param index of the pod on its host, one for each test
     */
    WholeSystemContract(String variable, String system, String os, int index) {
        this.variable = variable;
        this.system = system;
        this.os = os;
        this.index = index;
    }

    private String image() {
        return System.getenv(variable);
    }

    @BeforeAll
    void standUp(@TempDir Path directory) throws IOException {
        if (image() == null) {
            return;
        }
        alice = SshLogin.generate(directory.resolve("alice"));
        tools = Files.write(directory.resolve("tools.iso"), Discs.withReadme("of the tools"));
        plan = planFor(alice.key());
        run(OperationKind.REMOVE);
        run(OperationKind.PROVISION);
    }

    private VpodPlan planFor(SshKey... keys) {
        return Plans.aPlan(system)
                .on(RealHost.host())
                .image(new Image(new ImageId(system), image(), Optional.empty(), os, "laas", Optional.empty()))
                .index(index)
                .nodes(1)
                .memory(MEMORY)
                .keys(keys)
                .cloudInit(Map.of(
                        "write_files",
                        List.of(Map.of("path", "/etc/of-the-config", "content", "made by cloud-init")),
                        "runcmd",
                        List.of(List.of("touch", "/var/lib/at-the-end"))))
                .build()
                .withIsos(List.of(new Iso(new IsoId("tools"), tools.toString(), Optional.empty(), "")));
    }

    /** Before each, so that each is counted. */
    @BeforeEach
    void wantsAnImage() {
        assumeTrue(
                image() != null,
                "no whole system " + system + ": set " + variable + " to the file that build-cloud-image.sh made");
    }

    @AfterAll
    void takeDown() {
        if (plan != null) {
            run(OperationKind.REMOVE);
        }
        provisioner.close();
        hypervisors.close();
    }

    private void run(OperationKind kind) {
        succeeds(kind, plan);
    }

    private void succeeds(OperationKind kind, VpodPlan what) {
        OperationOutcome outcome = provisioner.run(kind, what, report -> {}, CancelSignal.NEVER);
        assertThat(outcome).isInstanceOf(Succeeded.class);
    }

    List<MachineLayout> machines() {
        return VpodLayout.of(plan).machines();
    }

    String on(MachineLayout machine, String command) {
        return alice.run(VpodLayout.of(plan).hostReachable(machine).orElseThrow(), command);
    }

    @Test
    void cloudInitDoesAllThatItIsToldWithoutComplaint() {
        for (MachineLayout machine : machines()) {
            assertThat(on(machine, "cloud-init status --long"))
                    .as(machine.name())
                    .contains("status: done", "DataSourceNoCloud");
            assertThat(on(machine, "sudo grep -c -E 'WARNING|ERROR|Traceback' /var/log/cloud-init.log || true"))
                    .as(on(machine, "sudo grep -E 'WARNING|ERROR|Traceback' /var/log/cloud-init.log || true"))
                    .isEqualTo("0");
            assertThat(on(machine, "hostname; cat /etc/hostname")).isEqualTo(machine.name() + "\n" + machine.name());
            assertThat(on(machine, "cat /etc/of-the-config; ls /var/lib/at-the-end"))
                    .isEqualTo("made by cloud-init/var/lib/at-the-end");
        }
    }

    @Test
    void theUserIsTheOnlyOneWhoGetsInAndMayDoAll() {
        for (MachineLayout machine : machines()) {
            assertThat(on(machine, "id -un; sudo id -un; echo $SHELL")).isEqualTo("laas\nroot\n/bin/bash");
            assertThat(on(machine, "sudo grep '^laas:' /etc/shadow | cut -d: -f2"))
                    .startsWith("!");
            String address = VpodLayout.of(plan).hostReachable(machine).orElseThrow();
            assertThat(alice.isRefused(system, address)).isTrue();
            assertThat(alice.isRefused("root", address)).isTrue();
        }
    }

    @Test
    void allCardsHaveTheirNamesAndAddressesAndNoOther() {
        for (MachineLayout machine : machines()) {
            List<NicLayout> nics = machine.nics();
            for (int i = 0; i < nics.size(); i++) {
                String card = CARDS.get(i);
                assertThat(on(machine, "cat /sys/class/net/" + card + "/address"))
                        .as(machine.name() + " " + card)
                        .isEqualTo(nics.get(i).mac());
                assertThat(on(machine, "ip -4 -o addr show dev " + card + " | awk '{print $4}' | cut -d/ -f1"))
                        .as(machine.name() + " " + card)
                        .isEqualTo(nics.get(i).address().orElse(""));
            }
        }
        MachineLayout node = machines().get(1);
        node.nics().stream()
                .flatMap(n -> n.address().stream())
                .forEach(a -> assertThat(on(machines().get(0), "sudo ping -c 1 -W 5 " + a))
                        .contains("1 received"));
    }

    @Test
    void theDiskHasGrownAndAResetTakesBackWhatWasWritten() {
        MachineLayout jump = machines().get(0);
        assertThat(Integer.parseInt(on(jump, "df --output=size -BG / | tail -1 | tr -dc 0-9")))
                .isGreaterThan(90);
        on(jump, "echo mine > note; sync");

        run(OperationKind.RESET);

        assertThat(on(jump, "ls note 2>/dev/null || echo gone")).isEqualTo("gone");
        assertThat(on(jump, "cloud-init status")).contains("done");
    }

    @Test
    void systemdServesTheIsosAtEachBoot() {
        MachineLayout jump = machines().get(0);
        String reachable = VpodLayout.of(plan).hostReachable(jump).orElseThrow();
        assertThat(on(jump, "systemctl is-enabled laas-isos; systemctl is-active laas-isos"))
                .isEqualTo("enabled\nactive");
        isServed(jump);

        alice.reboot("laas", reachable, "sudo systemctl reboot");

        await().atMost(READY).untilAsserted(() -> isServed(jump));
    }

    @Test
    void whoMayGetInChangesWhileItRunsAndASnapshotIsTaken(@TempDir Path directory) {
        MachineLayout jump = machines().get(0);
        String address = VpodLayout.of(plan).hostReachable(jump).orElseThrow();
        SshLogin bob = SshLogin.generate(directory.resolve("bob"));
        String boot = on(jump, "cat /proc/sys/kernel/random/boot_id");
        VpodPlan both = planFor(alice.key(), bob.key());

        succeeds(OperationKind.ACCESS, both);
        assertThat(bob.run(address, "cat /proc/sys/kernel/random/boot_id")).isEqualTo(boot);

        String volume = "snap-7e57c0de." + system + ".jump";
        SnapshotOrder order = new SnapshotOrder(Map.of(jump.name(), volume), false, 1L << 40);
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            succeeds(OperationKind.SNAPSHOT, both.saving(order));
            assertThat(bob.run(address, "touch ~/after && sync && cat /proc/sys/kernel/random/boot_id"))
                    .as("thawed again, and never switched off")
                    .isEqualTo(boot);
            hypervisor.copies().list(volume).forEach(hypervisor.copies()::discard);
        }
    }

    @Test
    void installersRunOnIt() {
        String node = machines().get(1).nicOn("admin").orElseThrow().address().orElseThrow();
        Step serve = step("serve", Target.NODES, new Action.Script("""
                mkdir -p /srv/said && cd /srv/said && echo "said by $LAAS_MACHINE" >index.html
                setsid python3 -m http.server 8080 </dev/null >/dev/null 2>&1 &
                """));
        Step ask = step(
                "ask",
                Target.JUMP_HOST,
                new Action.Http("http://" + node + ":8080/", List.of("said by node1"), Action.From.JUMP_HOST));
        Installation installation = new Installation(
                "said", "Said", Requirements.NONE, List.of(serve, ask), Duration.ofMinutes(20), Map.of(), Set.of());

        succeeds(OperationKind.INSTALL, plan.withExtras(new Extras(Optional.of(installation), List.of())));
    }

    private static Step step(String name, Target on, Action action) {
        return new Step(name, name, on, action, Duration.ofMinutes(10), 0, Optional.empty());
    }

    private void isServed(MachineLayout jump) {
        String address = jump.nicOn("admin").orElseThrow().address().orElseThrow();
        String ask =
                "python3 -c 'import urllib.request as u; print(u.urlopen(\"http://%s:%d/tools/readme.txt\").read().decode())'";
        assertThat(on(machines().get(1), ask.formatted(address, IsoShare.PORT))).isEqualTo("of the tools");
    }
}
