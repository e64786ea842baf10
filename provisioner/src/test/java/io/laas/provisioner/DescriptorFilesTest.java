package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.InMemoryHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescriptorFilesTest {
    private static final String PDF = "/etc/laas/pdf.yaml";
    private static final String IDF = "/etc/laas/idf.yaml";
    private static final VpodPlan OF_ALICE = aPlan().nodes(2).owner("alice").build();
    private static final ProvisionerSettings IMPATIENT = new ProvisionerSettings(
            16,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20));
    private static final VpodPlan OF_BOB = aPlan().nodes(2).owner("bob").build();

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner = new Provisioner(
            host, InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")), IMPATIENT, new InMemoryDialer(host));
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        provisioner.close();
    }

    private void run(OperationKind kind, VpodPlan plan) {
        reports.clear();
        assertThat(provisioner.run(kind, plan, reports::add, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
    }

    private static MachineLayout machine(int number) {
        return VpodLayout.of(OF_ALICE).machines().get(number);
    }

    private Map<String, String> files(int machine) {
        return host.filesOn(machine(machine).domain());
    }

    private String said() {
        return reports.stream()
                .filter(r -> r.task().equals("access"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .message();
    }

    @Test
    void standOnTheJumpHostAlone() {
        run(OperationKind.PROVISION, OF_ALICE);

        Descriptors descriptors = Descriptors.of(OF_ALICE);
        assertThat(files(0))
                .containsEntry(PDF, descriptors.pdf(Profile.PHAROS_STRICT))
                .containsEntry(IDF, descriptors.idf(Profile.PHAROS_STRICT));
        assertThat(files(1)).doesNotContainKeys(PDF, IDF);
        assertThat(said()).isEqualTo("1 keys on 3 machines; PDF and IDF in /etc/laas on jump");
    }

    @Test
    void areThoseOfThePresentBooking() {
        run(OperationKind.PROVISION, OF_ALICE);
        run(OperationKind.CLEAN, OF_ALICE);
        assertThat(files(0)).doesNotContainKeys(PDF, IDF);

        run(OperationKind.PROVISION, OF_BOB);
        assertThat(files(0).get(PDF)).contains("pod_owner: bob").doesNotContain("alice");
        run(OperationKind.RESET, OF_BOB);
        assertThat(files(0).get(PDF)).contains("pod_owner: bob").doesNotContain("alice");
    }

    @Test
    void arePutBackByResetAndLeftAloneByAccess() {
        run(OperationKind.PROVISION, OF_ALICE);
        run(OperationKind.ACCESS, OF_BOB);
        assertThat(files(0).get(PDF)).contains("pod_owner: alice");
        host.open(OF_ALICE.host())
                .execute(
                        machine(0).domain(),
                        List.of("/bin/sh", "-c", "", "laas-drop", PDF),
                        new byte[0],
                        Duration.ofSeconds(1));
        assertThat(files(0)).doesNotContainKey(PDF);
        run(OperationKind.RESET, OF_ALICE);
        assertThat(files(0)).containsKeys(PDF, IDF);
    }

    @Test
    void areNotMadeForAPodThatNobodyHas() {
        run(OperationKind.PROVISION, aPlan().nodes(2).build());

        assertThat(files(0)).doesNotContainKeys(PDF, IDF);
        assertThat(said()).isEqualTo("1 keys on 3 machines");
    }

    @Test
    void aJumpHostWithoutAgentIsHandedOverAllTheSame() {
        host.withoutAgent(machine(0).domain());

        run(OperationKind.PROVISION, OF_ALICE);

        assertThat(files(0)).doesNotContainKeys(PDF, IDF);
        assertThat(said()).isEqualTo("1 keys on 2 machines; without a guest agent jump gets no /etc/laas/pdf.yaml");
    }

    @Test
    void aJumpHostThatCannotKeepThemIsHandedOverAllTheSame() {
        host.cannotRun("laas-put");

        run(OperationKind.PROVISION, OF_ALICE);

        assertThat(said())
                .isEqualTo(
                        "1 keys on 3 machines; no PDF and IDF: machine jump: putting a file failed with exit code 1: read-only file system");
    }
}
