package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Waits for machines to be usable, and remembers which of them have a guest agent. */
final class Readiness {
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final Duration ONE_TRY = Duration.ofSeconds(1);
    private static final int SETTLE_SECONDS = 5;

    private final Worksite site;
    private final Hypervisor hypervisor;
    private final Set<String> agents = ConcurrentHashMap.newKeySet();

    Readiness(Worksite site) {
        this.site = site;
        this.hypervisor = site.hypervisor();
    }

    boolean hasAgent(MachineLayout machine) {
        return agents.contains(machine.name());
    }

    Set<String> withAgent() {
        return Set.copyOf(agents);
    }

    /** Notes whether the machine's agent answers within the time. */
    boolean findAgent(MachineLayout machine, Duration within, CancelSignal cancel) {
        boolean answers = hypervisor.awaitAgent(machine.domain(), within, cancel);
        Waits.stopIf(cancel);
        if (answers) {
            agents.add(machine.name());
        }
        return answers;
    }

    /**
     * Waits until a machine that boots answers by its agent or, without one, by SSH, and its first boot is over.
     *
     * @param machines how many boot at a time, which makes each slower
     * @param note hears what is still missing
     */
    void await(MachineLayout machine, int machines, Consumer<String> note, CancelSignal cancel) {
        Duration within = site.settings().ready(site.plan().host(), machines);
        Deadline deadline = Deadline.in(within);
        while (!findAgent(machine, deadline.left(SLICE), cancel)) {
            runsOrFails(machine);
            if (deadline.elapsed().compareTo(site.settings().agentFirst()) > 0 && bannerSeen(machine, cancel)) {
                findAgent(machine, deadline.left(site.settings().back()), cancel);
                break;
            }
            if (deadline.isOver()) {
                throw failure(
                        machine,
                        "did not answer within %d s: neither its guest agent nor SSH".formatted(within.toSeconds()));
            }
        }
        if (hasAgent(machine)) {
            settle(machine, deadline, note, cancel);
        }
    }

    private void settle(MachineLayout machine, Deadline deadline, Consumer<String> note, CancelSignal cancel) {
        List<String> addresses =
                machine.nics().stream().flatMap(n -> n.address().stream()).toList();
        String missing = missing(machine, addresses);
        while (!missing.isEmpty()) {
            Waits.stopIf(cancel);
            if (deadline.isOver()) {
                throw failure(machine, "did not finish its first boot: " + missing);
            }
            note.accept(machine.name() + ": " + missing);
            missing = missing(machine, addresses);
        }
    }

    /** A guest that is busy with its first boot may leave its agent waiting, or restart it; that is no reason to give up. */
    private String missing(MachineLayout machine, List<String> addresses) {
        try {
            return site.guest(machine).settle(addresses, SETTLE_SECONDS);
        } catch (HypervisorException e) {
            if (e.reason() != Reason.AGENT) {
                throw e;
            }
            return "its guest agent does not answer in time";
        }
    }

    private void runsOrFails(MachineLayout machine) {
        MachineState state = hypervisor.state(machine.domain());
        if (state != MachineState.RUNNING) {
            throw failure(machine, "stopped while booting (it is %s)".formatted(words(state)));
        }
    }

    private boolean bannerSeen(MachineLayout machine, CancelSignal cancel) {
        Optional<String> address = site.layout().hostReachable(machine).filter(a -> site.hostIsHere());
        return address.isPresent()
                && site.dialer().awaitSsh(address.get(), ONE_TRY, cancel).isEmpty();
    }

    OperationFailure failure(MachineLayout machine, String what) {
        return new OperationFailure(
                "Machine %s %s; its console's last lines are below".formatted(machine.name(), what),
                site.consoleTail(machine));
    }

    static String words(MachineState state) {
        return switch (state) {
            case ABSENT -> "not there";
            case OFF -> "switched off";
            case PAUSED -> "paused";
            case RUNNING -> "running";
            case CRASHED -> "crashed";
        };
    }
}
