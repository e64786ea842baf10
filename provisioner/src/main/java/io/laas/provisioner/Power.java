package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.Waits;
import java.time.Duration;

/** Switches machines off in good order. */
final class Power {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Worksite site;
    private final Readiness readiness;

    Power(Worksite site, Readiness readiness) {
        this.site = site;
        this.readiness = readiness;
    }

    /** Asks the machine to switch itself off and waits until it has; fails if it does not. */
    void shutDown(MachineLayout machine, CancelSignal cancel) {
        Duration within = site.settings().ready(site.plan().host(), 1);
        Deadline deadline = Deadline.in(within);
        site.hypervisor().shutDown(machine.domain());
        while (site.hypervisor().state(machine.domain()) != MachineState.OFF) {
            if (deadline.isOver()) {
                throw readiness.failure(machine, "did not switch itself off within %d s".formatted(within.toSeconds()));
            }
            Waits.pause(LOOK, cancel);
        }
    }
}
