package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static io.laas.provisioner.Plans.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Cancelled;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.InMemoryHost.ProcessDied;
import io.laas.provisioner.hypervisor.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation is cut off at every single call to the host, in three ways, and then run again. */
class InterruptedOperationTest {
    private static final VpodPlan PLAN = aPlan().nodes(1).build();
    private static final VpodPlan FOR_BOB = aPlan().nodes(1)
            .keys(key("bob"))
            .build()
            .saving(new SnapshotOrder(Map.of("jump", "snap-1.jump", "node1", "snap-1.node1"), true, 1L << 40))
            .doing(new MachineOrder("node1", MachineAction.RESET));
    private static final String NODE = VpodLayout.of(PLAN).machines().get(1).domain();
    private static final int MORE_CALLS_THAN_ANY = 1000;

    /** An operation, what stands before it, and what else is wrong. */
    enum Case {
        FIRST_PROVISION(OperationKind.PROVISION, host -> {}),
        PROVISION_OF_WHAT_STANDS(OperationKind.PROVISION, Case::used),
        PROVISION_OF_ANOTHER_DESCRIPTION(OperationKind.PROVISION, host -> {
            VpodPlan old = aPlan().nodes(2).image(Plans.IMAGE_2).build();
            always(host, OperationKind.PROVISION, old);
        }),
        HANDOVER_OF_A_CLEAN_POD(OperationKind.PROVISION, host -> {
            used(host);
            always(host, OperationKind.CLEAN, PLAN);
        }),
        RESET(OperationKind.RESET, Case::used),
        RESET_WITH_REBUILD(OperationKind.RESET, host -> {
            used(host);
            host.cannotReturn(NODE);
        }),
        RESET_WITHOUT_AGENT(OperationKind.RESET, host -> {
            host.withoutAgent(NODE);
            used(host);
        }),
        CLEAN(OperationKind.CLEAN, Case::used),
        ACCESS(OperationKind.ACCESS, host -> always(host, OperationKind.PROVISION, PLAN)),
        MACHINE_RESET(OperationKind.MACHINE, Case::used),
        MACHINE_MADE_ANEW(OperationKind.MACHINE, host -> {
            used(host);
            host.cannotReturn(NODE);
        }),
        SNAPSHOT(OperationKind.SNAPSHOT, Case::used),
        SNAPSHOT_OF_WHAT_IS_SWITCHED_OFF(OperationKind.SNAPSHOT, host -> {
            always(host, OperationKind.PROVISION, PLAN);
            host.withoutAgent(NODE);
        }),
        REMOVE(OperationKind.REMOVE, Case::used);

        private final OperationKind kind;
        private final Consumer<InMemoryHost> before;

        Case(OperationKind kind, Consumer<InMemoryHost> before) {
            this.kind = kind;
            this.before = before;
        }

        private static void used(InMemoryHost host) {
            always(host, OperationKind.PROVISION, PLAN);
            host.tamper(NODE, m -> m.isNow(MachineState.OFF));
        }

        InMemoryHost prepared() {
            InMemoryHost host = new InMemoryHost();
            before.accept(host);
            return host;
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void convergesAfterTheProcessDiedAtAnyCall(Case tried) {
        String expected = uninterrupted(tried);
        cutOffEverywhere(tried, (host, number) -> {
            host.diesBefore(number);
            try {
                return run(host, tried.kind, FOR_BOB, CancelSignal.NEVER) instanceof Succeeded;
            } catch (ProcessDied e) {
                return false;
            } finally {
                host.faultsBy((n, call) -> {});
                assertThat(run(host, tried.kind, FOR_BOB, CancelSignal.NEVER)).isInstanceOf(Succeeded.class);
                assertThat(host.picture()).as("died before call %d", number).isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void saysSoWhenTheHostIsGoneAtAnyCallAndConvergesLater(Case tried) {
        String expected = uninterrupted(tried);
        cutOffEverywhere(tried, (host, number) -> {
            host.faultsBy((n, call) -> {
                if (n >= number) {
                    throw new HypervisorException(Reason.UNREACHABLE, "host local does not answer");
                }
            });
            OperationOutcome outcome = run(host, tried.kind, FOR_BOB, CancelSignal.NEVER);
            if (outcome instanceof Failed failed) {
                assertThat(failed.reason()).contains("host local does not answer");
            }
            host.faultsBy((n, call) -> {});
            assertThat(run(host, tried.kind, FOR_BOB, CancelSignal.NEVER)).isInstanceOf(Succeeded.class);
            assertThat(host.picture()).as("gone at call %d", number).isEqualTo(expected);
            return outcome instanceof Succeeded;
        });
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void stopsSoonWhenCancelledAtAnyCallAndConvergesLater(Case tried) {
        String expected = uninterrupted(tried);
        cutOffEverywhere(tried, (host, number) -> {
            AtomicBoolean cancelled = new AtomicBoolean();
            host.faultsBy((n, call) -> cancelled.compareAndSet(false, n >= number));
            OperationOutcome outcome = run(host, tried.kind, FOR_BOB, cancelled::get);
            assertThat(outcome).isInstanceOfAny(Cancelled.class, Succeeded.class);
            assertThat(host.calls()).hasSizeLessThan(number + 25);
            host.faultsBy((n, call) -> {});
            assertThat(run(host, tried.kind, FOR_BOB, CancelSignal.NEVER)).isInstanceOf(Succeeded.class);
            assertThat(host.picture()).as("cancelled at call %d", number).isEqualTo(expected);
            return outcome instanceof Succeeded && !cancelled.get();
        });
    }

    private interface CutOff {
        /** Returns whether the operation came to its end. */
        boolean at(InMemoryHost host, int number);
    }

    private static void cutOffEverywhere(Case tried, CutOff cutOff) {
        int number = 1;
        while (!cutOff.at(tried.prepared(), number)) {
            number++;
            assertThat(number).isLessThan(MORE_CALLS_THAN_ANY);
        }
        assertThat(number).isGreaterThan(3);
    }

    private static String uninterrupted(Case tried) {
        InMemoryHost host = tried.prepared();
        always(host, tried.kind, FOR_BOB);
        return host.picture();
    }

    private static void always(InMemoryHost host, OperationKind kind, VpodPlan plan) {
        assertThat(run(host, kind, plan, CancelSignal.NEVER)).isInstanceOf(Succeeded.class);
    }

    private static OperationOutcome run(InMemoryHost host, OperationKind kind, VpodPlan plan, CancelSignal cancel) {
        Duration moment = Duration.ofMillis(10);
        ProvisionerSettings settings =
                new ProvisionerSettings(4, moment, moment, Duration.ofMillis(1), moment, Duration.ofMillis(10));
        try (Provisioner process =
                new Provisioner(host, InstantSource.fixed(Instant.EPOCH), settings, new InMemoryDialer(host))) {
            return process.run(kind, plan, report -> {}, cancel);
        }
    }
}
