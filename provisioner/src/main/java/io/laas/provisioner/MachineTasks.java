package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.TaskProgress;
import java.util.List;

/** The tasks of doing something to one machine; the others of the vpod are left as they are. */
final class MachineTasks {
    private final Worksite site;
    private final Hypervisor hypervisor;
    private final StandingTasks standing;
    private final KnownStates states;
    private final Machines machines;
    private final Power power;

    MachineTasks(Worksite site, Readiness readiness, StandingTasks standing, KnownStates states, Machines machines) {
        this.site = site;
        this.hypervisor = site.hypervisor();
        this.standing = standing;
        this.states = states;
        this.machines = machines;
        this.power = new Power(site, readiness);
    }

    void act(TaskProgress progress, CancelSignal cancel) {
        MachineLayout machine = machine();
        if (!order().action().losesDisk() && hypervisor.state(machine.domain()) == MachineState.ABSENT) {
            throw new OperationFailure(
                    "Machine %s is not there any more; reset it, or make it anew from its image"
                            .formatted(machine.name()),
                    "");
        }
        switch (order().action()) {
            case POWER_ON -> machines.run(machine);
            case SHUT_DOWN -> power.shutDown(machine, cancel);
            case POWER_OFF -> hypervisor.powerOff(machine.domain());
            case POWER_CYCLE -> {
                hypervisor.powerOff(machine.domain());
                machines.run(machine);
            }
            case RESET -> bringBack(machine, progress, cancel);
            case REIMAGE -> makeAnew(machine, progress, cancel);
        }
        progress.say("%s is %s".formatted(machine.name(), Readiness.words(hypervisor.state(machine.domain()))));
    }

    private void bringBack(MachineLayout machine, TaskProgress progress, CancelSignal cancel) {
        boolean asPlanned = hypervisor
                .fingerprint(machine.domain())
                .flatMap(Fingerprint::parse)
                .filter(f -> f.machine().equals(site.fingerprint(machine).machine()))
                .isPresent();
        if (asPlanned) {
            states.revert(machine, cancel);
        } else {
            states.giveUp(machine, "it was not there, or was made from another description");
        }
        if (!states.isHopeless(machine)) {
            states.verify(machine, cancel);
        }
        if (states.isHopeless(machine)) {
            progress.say("made anew: " + states.hopeless().get(machine.name()));
            makeAnew(machine, progress, cancel);
        }
    }

    private void makeAnew(MachineLayout machine, TaskProgress progress, CancelSignal cancel) {
        machines.discard(machine);
        standing.makeAndStart(List.of(machine), progress, cancel);
    }

    /** Waits until a machine that shall run answers, and lets the users in where that may be lost. */
    void ready(TaskProgress progress, CancelSignal cancel) {
        MachineAction action = order().action();
        if (action == MachineAction.SHUT_DOWN || action == MachineAction.POWER_OFF) {
            progress.skip("it is off");
            return;
        }
        standing.awaitNew(machine(), 1, progress, cancel);
        if (action.losesDisk()) {
            standing.handOver(progress, cancel);
        } else {
            progress.say(machine().name() + " answers" + standing.serveIsos(machine()));
        }
    }

    /** Saves the known state of a machine that has none, because it was made anew. */
    void freeze(TaskProgress progress, CancelSignal cancel) {
        if (!order().action().losesDisk() || states.isSaved(machine())) {
            progress.skip("its known state is there already");
            return;
        }
        states.save(machine());
        progress.say("known state of %s saved".formatted(machine().name()));
    }

    private MachineLayout machine() {
        String name = order().machine();
        return site.layout().machines().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OperationFailure("The pod has no machine " + name, ""));
    }

    private MachineOrder order() {
        return site.plan()
                .machine()
                .orElseThrow(
                        () -> new OperationFailure("The order does not say what is to be done to which machine", ""));
    }
}
