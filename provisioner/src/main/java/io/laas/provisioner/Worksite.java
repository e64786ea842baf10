package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.check.Dialer;
import io.laas.provisioner.guest.Guest;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.work.Gang;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;

/** What all tasks of one operation share. */
record Worksite(
        VpodPlan plan,
        VpodLayout layout,
        Hypervisor hypervisor,
        Gang gang,
        Dialer dialer,
        ProvisionerSettings settings,
        InstantSource clock) {
    private static final int TAIL = 4000;

    Guest guest(MachineLayout machine) {
        return new Guest(hypervisor, machine.domain(), machine.name());
    }

    Fingerprint fingerprint(MachineLayout machine) {
        return Fingerprint.of(plan, layout, machine);
    }

    void each(Collection<MachineLayout> machines, CancelSignal cancel, Gang.Step<MachineLayout> step) {
        gang.each(machines, cancel, step);
    }

    String consoleTail(MachineLayout machine) {
        return hypervisor.consoleTail(machine.domain(), TAIL);
    }

    /** Returns whether the host's own addresses are those of the system this process runs on. */
    boolean hostIsHere() {
        if (plan.host().simulated()) {
            return false;
        }
        String authority = URI.create(plan.host().uri()).getRawAuthority();
        return authority == null || authority.isEmpty() || authority.matches("(.*@)?localhost(:\\d+)?");
    }
}
