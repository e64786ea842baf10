package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.work.TaskProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tasks of bringing a vpod back to its known state. */
final class ReturnTasks {
    private final Worksite site;
    private final StandingTasks standing;
    private final KnownStates states;
    private final Machines machines;

    ReturnTasks(Worksite site, StandingTasks standing, KnownStates states, Machines machines) {
        this.site = site;
        this.standing = standing;
        this.states = states;
        this.machines = machines;
    }

    /** Finds the machines that cannot be brought back because they are not there or were made from something else. */
    void survey(TaskProgress progress, CancelSignal cancel) {
        site.each(all(), cancel, (m, stop) -> {
            var made = site.hypervisor().fingerprint(m.domain());
            if (made.isEmpty()) {
                states.giveUp(m, "it was not there");
            } else if (!made.flatMap(Fingerprint::parse)
                    .map(Fingerprint::machine)
                    .equals(Optional.of(site.fingerprint(m).machine()))) {
                states.giveUp(m, "it was made from another description");
            }
        });
    }

    void revert(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> these = hopeful();
        progress.total(these.size());
        site.each(these, cancel, (m, stop) -> {
            states.revert(m, stop);
            progress.step(m.name());
        });
        progress.say(sayReturned());
    }

    void verify(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> these = hopeful();
        progress.total(these.size());
        site.each(these, cancel, (m, stop) -> {
            states.verify(m, stop);
            progress.step(m.name());
        });
        progress.say(sayReturned());
    }

    void rebuild(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> these = all().stream().filter(states::isHopeless).toList();
        if (these.isEmpty()) {
            progress.skip("every machine was brought back");
            return;
        }
        String why = reasons();
        progress.total(2 * these.size());
        progress.say("made anew: " + why);
        site.each(these, cancel, (m, stop) -> {
            machines.discard(m);
            progress.step(m.name() + " is taken away");
        });
        standing.makeAndStart(these, progress, cancel);
        site.each(these, cancel, (m, stop) -> {
            standing.awaitNew(m, these.size(), progress, stop);
            progress.step(m.name() + " is ready");
        });
        progress.say("made anew: " + why);
    }

    void pause(TaskProgress progress, CancelSignal cancel) {
        progress.total(all().size());
        site.each(all(), cancel, (m, stop) -> {
            site.hypervisor().pause(m.domain());
            site.hypervisor().clearConsole(m.domain());
            progress.step(m.name() + " is paused");
        });
        progress.say("clean, verified and ready to be handed over");
    }

    private String sayReturned() {
        return "%d of %d machines are back".formatted(hopeful().size(), all().size());
    }

    private String reasons() {
        return states.hopeless().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private List<MachineLayout> hopeful() {
        return all().stream().filter(m -> !states.isHopeless(m)).toList();
    }

    private List<MachineLayout> all() {
        return site.layout().machines();
    }
}
