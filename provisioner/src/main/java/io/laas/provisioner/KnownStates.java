package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.guest.Guest;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.work.Waits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves machines' known states, brings machines back to them and proves it. Remembers which ones have to be made anew. */
final class KnownStates {
    private static final Logger LOG = LoggerFactory.getLogger(KnownStates.class);

    private final Worksite site;
    private final Readiness readiness;
    private final Access access;
    private final Hypervisor hypervisor;
    private final Map<String, String> hopeless = new ConcurrentHashMap<>();

    KnownStates(Worksite site, Readiness readiness, Access access) {
        this.site = site;
        this.readiness = readiness;
        this.access = access;
        this.hypervisor = site.hypervisor();
    }

    /** Returns why machines have to be made anew, by name. */
    Map<String, String> hopeless() {
        return Map.copyOf(hopeless);
    }

    boolean isHopeless(MachineLayout machine) {
        return hopeless.containsKey(machine.name());
    }

    /** Notes that the machine has to be made anew. */
    void giveUp(MachineLayout machine, String why) {
        hopeless.put(machine.name(), why);
        LOG.info("{} is made anew: {}", machine.domain(), why);
    }

    boolean isSaved(MachineLayout machine) {
        return hypervisor.knownState(machine.domain()).isPresent();
    }

    void save(MachineLayout machine) {
        boolean agent = readiness.hasAgent(machine);
        hypervisor.saveKnownState(
                machine.domain(), agent ? site.guest(machine).proof().bootId() : "");
        if (agent) {
            setTime(machine);
        }
    }

    /** Brings the machine back, or gives it up. */
    void revert(MachineLayout machine, CancelSignal cancel) {
        Optional<String> proof = hypervisor.knownState(machine.domain());
        if (proof.isEmpty()) {
            giveUp(machine, "it has no known state");
            return;
        }
        if (proof.get().isEmpty() && access.seedIsStale(machine)) {
            giveUp(machine, "it has no guest agent through which its keys could be changed");
            return;
        }
        mark(machine);
        Waits.stopIf(cancel);
        orGiveUp(machine, () -> hypervisor.revertToKnownState(machine.domain()));
    }

    /** Proves that memory and disk are those of the known state and sets the clock, or gives the machine up. */
    void verify(MachineLayout machine, CancelSignal cancel) {
        String saved = hypervisor.knownState(machine.domain()).orElse("");
        if (saved.isEmpty()) {
            return;
        }
        if (!readiness.findAgent(machine, site.settings().back(), cancel)) {
            giveUp(machine, "its guest agent did not answer after the return");
            return;
        }
        orGiveUp(machine, () -> {
            Guest.Proof now = site.guest(machine).proof();
            if (!now.bootId().equals(saved)) {
                giveUp(machine, "its boot identity is %s instead of %s".formatted(now.bootId(), saved));
            } else if (!now.marks().isEmpty()) {
                giveUp(machine, "traces of its use are still there: " + now.marks());
            } else {
                setTime(machine);
            }
        });
    }

    void setTime(MachineLayout machine) {
        site.guest(machine).setTime(site.clock().instant());
    }

    /** A machine that cannot be marked (switched off, broken) is brought back all the same. */
    private void mark(MachineLayout machine) {
        if (hypervisor.state(machine.domain()) != MachineState.RUNNING || !hypervisor.agentAnswers(machine.domain())) {
            return;
        }
        try {
            site.guest(machine).mark();
        } catch (HypervisorException e) {
            rethrowUnlessMachine(e);
            LOG.info("{} could not be marked as used: {}", machine.domain(), e.getMessage());
        }
    }

    private void orGiveUp(MachineLayout machine, Runnable step) {
        try {
            step.run();
        } catch (HypervisorException e) {
            rethrowUnlessMachine(e);
            giveUp(machine, e.getMessage());
        }
    }

    private static void rethrowUnlessMachine(HypervisorException e) {
        if (e.reason() != Reason.OTHER && e.reason() != Reason.AGENT) {
            throw e;
        }
    }
}
