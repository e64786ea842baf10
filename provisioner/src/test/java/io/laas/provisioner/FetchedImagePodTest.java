package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.model.lab.Image;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageQuestion.Others;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.ImageStock.UnusedFile;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileServer;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
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
        String fetched = "fetched-" + sum;
        assertThat(names(asked().unused()))
                .as("the machine's disk is based on the file that the host has")
                .containsExactly(fetched);
        String golden = golden();
        assertThat(asked(golden).removed()).as("whatever is asked for").isEmpty();
        assertThat(alice.run(jump, "hostname")).isEqualTo("jump");

        run(OperationKind.REMOVE, "verify");

        assertThat(names(asked().unused())).containsExactlyInAnyOrder(fetched, golden);
        assertThat(names(asked(golden).removed())).containsExactly(golden);
        assertThat(names(asked(fetched, golden).removed())).containsExactly(fetched);
        assertThat(asked(fetched, golden).removed()).isEmpty();
        assertThat(names(asked().unused())).isEmpty();
        assertThat(part.resolveSibling(sum)).doesNotExist();
    }

    /** Returns the name of the file under the machine's disk, as the host has it. */
    private String golden() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(plan.host().storage()))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("golden-" + sum.substring(0, 16)) && f.endsWith(".qcow2"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Asks as the engine does, far in the future, so that nothing is too new; other tests' files are left alone. */
    private ImageStock asked(String... discard) {
        Others others = new Others(List.of(local), List.of());
        Optional<Instant> before = Optional.of(Instant.parse("2999-01-01T00:00:00Z"));
        return provisioner.images(
                plan.host(), new ImageQuestion(List.of(), List.of(), others, before, List.of(discard)));
    }

    private List<String> names(List<UnusedFile> files) {
        return files.stream()
                .map(UnusedFile::name)
                .filter(n -> n.contains(sum.substring(0, 16)))
                .toList();
    }
}
