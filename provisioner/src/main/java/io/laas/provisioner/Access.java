package io.laas.provisioner;

import io.laas.model.SshKey;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.TaskProgress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Who may log in: keys on machines, changed through the guest agent. */
final class Access {
    private final Worksite site;
    private final Readiness readiness;

    Access(Worksite site, Readiness readiness) {
        this.site = site;
        this.readiness = readiness;
    }

    /** Returns whether the machine, as it was made, carries other keys than the plan's. */
    boolean seedIsStale(MachineLayout machine) {
        return site.hypervisor()
                .fingerprint(machine.domain())
                .flatMap(Fingerprint::parse)
                .filter(f -> !f.keys().equals(site.fingerprint(machine).keys()))
                .isPresent();
    }

    /** Sets the keys on all machines with an agent; the others have them from their seed. Returns what was done in words. */
    String set(List<SshKey> keys, TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> machines =
                site.layout().machines().stream().filter(readiness::hasAgent).toList();
        progress.total(machines.size());
        site.each(machines, cancel, (m, stop) -> {
            setKeys(m, keys);
            progress.step(m.name());
        });
        return "%d keys on %d machines".formatted(keys.size(), machines.size());
    }

    /** Sets the plan's keys on all machines while they are in use; does what can be done, then names what could not. */
    void setWhileInUse(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> machines = site.layout().machines();
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        progress.total(machines.size());
        site.each(machines, cancel, (m, stop) -> {
            try {
                setOrExplain(m, stop);
            } catch (OperationFailure | HypervisorException e) {
                rethrowIfGeneral(e);
                troubles.add(e.getMessage());
            }
            progress.step(m.name());
        });
        if (!troubles.isEmpty()) {
            throw new OperationFailure(String.join("; ", troubles), "");
        }
        progress.say("%d keys on %d machines".formatted(site.plan().keys().size(), machines.size()));
    }

    private void setOrExplain(MachineLayout machine, CancelSignal cancel) {
        if (readiness.findAgent(machine, site.settings().answer(), cancel)) {
            setKeys(machine, site.plan().keys());
        } else if (seedIsStale(machine)) {
            throw new OperationFailure(
                    "The keys of %s could not be changed, because it has no guest agent that answers (it is %s); reset the pod to make it anew with the present keys"
                            .formatted(
                                    machine.name(),
                                    Readiness.words(site.hypervisor().state(machine.domain()))),
                    "");
        }
    }

    private void setKeys(MachineLayout machine, List<SshKey> keys) {
        site.guest(machine).setKeys(site.plan().image(machine.spec()).user(), keys);
    }

    private static void rethrowIfGeneral(RuntimeException e) {
        if (e instanceof HypervisorException h
                && (h.reason() == Reason.CANCELLED || h.reason() == Reason.UNREACHABLE)) {
            throw h;
        }
    }
}
