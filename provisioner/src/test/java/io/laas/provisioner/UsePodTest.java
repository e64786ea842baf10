package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.model.lab.IdlePolicy;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import io.laas.model.use.UseMeter;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real machine counts while nobody uses it, and while somebody does. */
@Tag("pod")
@Timeout(600)
class UsePodTest {
    private static final IdlePolicy POLICY = IdlePolicy.of(Duration.ofHours(1), Duration.ofHours(1));

    /** As long as between two samples of the engine; what is counted in a shorter time counts as if it were all. */
    private static final Duration SAMPLE = Duration.ofMinutes(5);

    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private SshLogin alice;
    private VpodPlan plan;

    @BeforeEach
    void prepare(@TempDir Path dir) {
        alice = SshLogin.generate(dir.resolve("alice"));
        plan = RealHost.plan("pod-test-u").index(5).nodes(0).keys(alice.key()).build();
        run(OperationKind.REMOVE);
    }

    @AfterEach
    void close() {
        if (plan != null) {
            run(OperationKind.REMOVE);
        }
        provisioner.close();
        hypervisors.close();
    }

    private Succeeded run(OperationKind kind) {
        var outcome = provisioner.run(kind, plan, report -> {}, CancelSignal.NEVER);
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private Optional<String> since(PodUse before) {
        return UseMeter.sign(before, provisioner.use(plan), SAMPLE, POLICY);
    }

    @Test
    void loginsLoadAndTrafficAreSeenAndNothingElseIs() {
        String jump = run(OperationKind.PROVISION).access().orElseThrow().address();
        PodUse first = provisioner.use(plan);
        assertThat(first.machines()).singleElement().satisfies(m -> {
            assertThat(m.running()).isTrue();
            assertThat(m.cpuMillis()).isPositive();
            assertThat(m.netBytes()).isPositive();
            assertThat(m.logins()).isZero();
        });
        Instant began = Instant.now();
        PodUse later = await().pollDelay(Duration.ofSeconds(15))
                .atMost(Duration.ofMinutes(1))
                .until(() -> provisioner.use(plan), use -> true);
        assertThat(UseMeter.sign(first, later, Duration.between(began, Instant.now()), POLICY))
                .as("nobody does anything: %s, then %s", first, later)
                .isEmpty();
        try (SshLogin.Session session = alice.open(jump)) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(session.isOpen()).isTrue();
                assertThat(since(first)).contains("somebody is logged in to jump");
            });
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(provisioner.use(plan).machines().get(0).logins())
                                .isZero());
        PodUse quiet = provisioner.use(plan);
        alice.run(jump, "dd if=/dev/zero bs=4096 count=300 2>/dev/null");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(since(quiet).orElse("")).startsWith("jump has traffic"));
        PodUse idle = provisioner.use(plan);
        alice.run(jump, "(while :; do :; done) </dev/null >/dev/null 2>&1 & echo");
        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(
                        () -> assertThat(UseMeter.sign(idle, provisioner.use(plan), Duration.ofMinutes(1), POLICY)
                                        .orElse(""))
                                .as("since %s", idle)
                                .startsWith("jump computes"));
    }
}
