package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.model.IsoId;
import io.laas.model.lab.Iso;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.guest.IsoShare;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import io.laas.provisioner.seed.Discs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Installer ISOs on a real jump host, read by a node over the pod's network. */
@Tag("pod")
@Timeout(600)
class IsoPodTest {
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    private SshLogin alice;
    private VpodPlan plan;

    @BeforeEach
    void prepare(@TempDir Path dir) throws IOException {
        alice = SshLogin.generate(dir.resolve("alice"));
        plan = RealHost.plan("pod-test-i")
                .index(12)
                .nodes(1)
                .keys(alice.key())
                .build()
                .withIsos(List.of(iso(dir, "tools", "of the tools"), iso(dir, "drivers", "of the drivers")));
        run(OperationKind.REMOVE, plan);
    }

    private static Iso iso(Path dir, String name, String text) throws IOException {
        Path file = Files.write(dir.resolve(name + ".iso"), Discs.withReadme(text));
        return new Iso(new IsoId(name), file.toString(), Optional.empty(), "");
    }

    @AfterEach
    void close() {
        if (plan != null) {
            run(OperationKind.REMOVE, plan);
        }
        provisioner.close();
        hypervisors.close();
    }

    private void run(OperationKind kind, VpodPlan what) {
        assertThat(provisioner.run(kind, what, reports::add, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
    }

    private String reachable(int machine) {
        VpodLayout layout = VpodLayout.of(plan);
        return layout.hostReachable(layout.machines().get(machine)).orElseThrow();
    }

    private String onJump(String command) {
        return alice.run(reachable(0), command);
    }

    /** The node asks the jump host by its address on the network where both are. */
    private String readByNode(String path) {
        MachineLayout jump = VpodLayout.of(plan).machines().get(0);
        String address = jump.nicOn("admin").orElseThrow().address().orElseThrow();
        return alice.run(reachable(1), "wget -q -O - http://%s:%d/%s".formatted(address, IsoShare.PORT, path));
    }

    private void isServed() {
        assertThat(readByNode("tools/readme.txt")).isEqualTo("of the tools");
        assertThat(readByNode("drivers/readme.txt")).isEqualTo("of the drivers");
    }

    @Test
    void aNodeReadsTheIsosOfTheJumpHostAlsoAfterAResetAPowerCutAndARebootFromInside() {
        run(OperationKind.PROVISION, plan);

        isServed();
        assertThat(reports)
                .filteredOn(r -> r.task().equals("access") && r.state() == TaskState.DONE)
                .singleElement()
                .satisfies(r -> assertThat(r.message())
                        .contains("; ISOs at http://10.85.")
                        .contains(":8069/"));
        assertThat(onJump("cat /srv/laas/iso/tools/readme.txt")).isEqualTo("of the tools");
        assertThat(onJump("touch /srv/laas/iso/tools/mine 2>&1 || true")).contains("Read-only");
        assertThat(alice.run(reachable(1), "ls /srv/laas/iso 2>/dev/null || echo none"))
                .as("only the jump host has them")
                .isEqualTo("none");

        alice.runAs("root", reachable(0), "kill $(cat /run/laas-isos.pid) && umount /srv/laas/iso/tools");
        run(OperationKind.RESET, plan);
        isServed();

        run(OperationKind.MACHINE, plan.doing(new MachineOrder("jump", MachineAction.POWER_CYCLE)));
        isServed();

        alice.reboot("root", reachable(0), "reboot");
        await().atMost(Duration.ofMinutes(5)).untilAsserted(this::isServed);
        run(OperationKind.CLEAN, plan);
        run(OperationKind.PROVISION, plan);
        isServed();
    }
}
