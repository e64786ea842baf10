package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.ImageId;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.lab.StoredFile;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks of real machines, saved and used for other machines. */
@Tag("pod")
@Timeout(600)
class SnapshotPodTest {
    private static final String PREFIX = "snap-7e57c0de.";
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private SshLogin alice;
    private SshLogin bob;
    private VpodPlan plan;

    @BeforeEach
    void prepare(@TempDir Path dir) {
        alice = SshLogin.generate(dir.resolve("alice"));
        bob = SshLogin.generate(dir.resolve("bob"));
        plan = RealHost.plan("pod-test-s").index(3).nodes(0).keys(alice.key()).build();
        removeAll();
    }

    @AfterEach
    void close() {
        removeAll();
        provisioner.close();
        hypervisors.close();
    }

    private void removeAll() {
        if (plan != null) {
            run(OperationKind.REMOVE, plan);
            try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
                hypervisor.copies().list(PREFIX).forEach(hypervisor.copies()::discard);
            }
        }
    }

    private OperationOutcome run(OperationKind kind, VpodPlan what) {
        return provisioner.run(kind, what, report -> {}, CancelSignal.NEVER);
    }

    private Succeeded done(OperationKind kind, VpodPlan what) {
        OperationOutcome outcome = run(kind, what);
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private static String address(Succeeded done) {
        return done.access().orElseThrow().address();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fileWrittenByOneIsOnTheMachineOfALaterPod(boolean powerOff) {
        String jump = address(done(OperationKind.PROVISION, plan));
        alice.run(jump, "dd if=/dev/urandom of=/home/laas/data bs=1M count=5 2>/dev/null; sync");
        String sum = alice.run(jump, "md5sum </home/laas/data");
        SnapshotOrder order = new SnapshotOrder(Map.of("jump", PREFIX + "s1.jump"), powerOff, 1L << 40);
        SavedDisk disk =
                done(OperationKind.SNAPSHOT, plan.saving(order)).saved().get(0);
        assertThat(disk.bytes()).isBetween(5L << 20, 200L << 20);
        done(OperationKind.CHECK, plan);
        done(OperationKind.REMOVE, plan);

        VpodPlan later = RealHost.plan("pod-test-s")
                .index(3)
                .nodes(0)
                .image(image(disk))
                .keys(bob.key())
                .build();
        String again = address(done(OperationKind.PROVISION, later));
        assertThat(bob.run(again, "md5sum </home/laas/data")).isEqualTo(sum);
        assertThat(bob.run(again, "cat /home/laas/.ssh/authorized_keys"))
                .doesNotContain(alice.key().line());
        done(OperationKind.RESET, later);
        assertThat(bob.run(again, "md5sum </home/laas/data")).isEqualTo(sum);
    }

    private Image image(SavedDisk disk) {
        DirectBoot boot = disk.boot().orElseThrow();
        return new Image(
                new ImageId("mine"),
                file(SnapshotVolumes.disk(PREFIX + "s1.jump"), disk.diskGiB()),
                Optional.of(disk.sha256()),
                "debian",
                "laas",
                Optional.of(new DirectBoot(file(boot.kernel(), 0), file(boot.initrd(), 0), boot.commandLine())));
    }

    private String file(String volume, int gib) {
        return new StoredFile(plan.host().id(), gib, volume).toString();
    }
}
