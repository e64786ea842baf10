package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.model.lab.Image;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.download.Checksum;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileServer;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.UnusedImage;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real machine whose image comes from a web server that breaks off, and what is left of the image when the machine is gone. */
@Tag("pod")
@Timeout(600)
class FetchedImagePodTest {
    private static final int PADDING = 512;

    @TempDir
    private Path directory;

    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    private LibvirtHypervisors hypervisors;
    private Provisioner provisioner;
    private Image local;
    private byte[] content;
    private String sum;
    private FileServer server;
    private SshLogin alice;
    private VpodPlan plan;

    @BeforeEach
    void prepare() throws IOException {
        Plans plans = RealHost.plan("pod-test-f").index(11).nodes(0);
        local = plans.build().images().get("jump");
        byte[] guest = Files.readAllBytes(Path.of(local.file()));
        content = Arrays.copyOf(guest, guest.length + PADDING);
        byte[] ofThisRun = new byte[PADDING];
        new Random(UUID.randomUUID().getMostSignificantBits()).nextBytes(ofThisRun);
        System.arraycopy(ofThisRun, 0, content, guest.length, PADDING);
        sum = FileServer.sum(content);
        server = new FileServer(content);
        alice = SshLogin.generate(directory.resolve("alice"));
        Image far = new Image(
                local.id(), server.file().toString(), Optional.of(sum), local.os(), local.user(), local.boot());
        plan = plans.image(far).keys(alice.key()).build();
        hypervisors = new LibvirtHypervisors(new Downloads(directory.resolve("fetched")));
        provisioner = new Provisioner(hypervisors, InstantSource.system());
        run(OperationKind.REMOVE, "verify");
    }

    @AfterEach
    void removeAll() {
        if (provisioner != null) {
            run(OperationKind.REMOVE, "verify");
            provisioner.close();
            hypervisors.close();
            server.close();
        }
    }

    private OperationOutcome run(OperationKind kind, String... tasks) {
        OperationOutcome outcome = null;
        try (OpenOperation operation = provisioner.open(kind, plan)) {
            for (String task : tasks) {
                outcome = operation.run(task, reports::add, CancelSignal.NEVER);
                assertThat(outcome).as(task).isInstanceOf(Succeeded.class);
            }
        }
        return outcome;
    }

    @Test
    void bootsFromAnImageThatWasFetchedAndLeavesItForTheSweep() throws IOException {
        Path part = directory.resolve("fetched").resolve(sum + ".part");
        server.answering((exchange, number) -> {
            if (number == 1) {
                server.sendHalf(exchange);
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> Files.exists(part) && Files.size(part) == content.length / 2);
            }
            return number == 1;
        });

        OperationOutcome done =
                run(OperationKind.PROVISION, "survey", "networks", "disks", "machines", "access", "check");

        assertThat(server.ranges()).containsExactly("", "bytes=" + content.length / 2 + "-");
        assertThat(reports)
                .anyMatch(r -> r.task().equals("disks") && r.message().contains("image laas-guest: 3"));
        String jump = ((Succeeded) done).access().orElseThrow().address();
        assertThat(alice.run(jump, "hostname")).isEqualTo("jump");
        assertThat(swept()).as("the machine's disk is based on it").isEmpty();

        run(OperationKind.REMOVE, "verify");

        assertThat(swept()).containsExactly("golden-" + sum.substring(0, 16));
        assertThat(swept()).isEmpty();
    }

    /** Removes what is unused; returns how what came of this test begins. */
    private List<String> swept() throws IOException {
        Set<String> wanted = new HashSet<>();
        for (String file : List.of(
                local.file(),
                local.boot().orElseThrow().kernel(),
                local.boot().orElseThrow().initrd())) {
            wanted.add(Checksum.of(Path.of(file), CancelSignal.NEVER));
        }
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            return hypervisor.unusedImages(wanted, Instant.parse("2999-01-01T00:00:00Z"), name -> true).stream()
                    .map(UnusedImage::volume)
                    .map(v -> v.substring(0, v.lastIndexOf('-')))
                    .filter(v -> v.endsWith(sum.substring(0, 16)))
                    .toList();
        }
    }
}
