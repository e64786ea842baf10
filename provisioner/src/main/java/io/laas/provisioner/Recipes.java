package io.laas.provisioner;

import io.laas.model.installer.Installer;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.TaskName;
import io.laas.provisioner.work.Task;
import java.util.List;
import java.util.function.Function;

/** Which tasks an operation is made of, in which order; those in one inner list run side by side. */
final class Recipes {
    private static final Step NETWORKS = step("networks", "Make the networks stand", r -> r.standing::networks);
    private static final Step CHECK = step("check", "Ask every machine on its networks", r -> r.standing::check);
    private static final Step FREEZE = step("freeze", "Save the known state", r -> r.standing::freeze);
    private static final Step KEYS_IN = access(r -> r.standing::handOver);
    private static final Step KEYS_OUT = access(r -> r.standing::takeBack);

    private static final List<List<Step>> PROVISION = List.of(
            List.of(survey(r -> r.standing::survey)),
            List.of(NETWORKS, step("disks", "Make disks and seeds", r -> r.standing::disks)),
            List.of(step("machines", "Start machines, wait until they are ready", r -> r.standing::machines)),
            List.of(KEYS_IN, CHECK),
            List.of(FREEZE));

    private static final List<Step> LOOK = List.of(survey(r -> r.back::survey), NETWORKS);
    private static final List<Step> REVERT =
            List.of(step("revert", "Bring the machines back to their known state", r -> r.back::revert));
    private static final List<Step> VERIFY =
            List.of(step("verify", "Prove that nothing of the use is left", r -> r.back::verify));
    private static final List<Step> REBUILD =
            List.of(step("rebuild", "Make machines anew that could not be brought back", r -> r.back::rebuild));

    private static final List<List<Step>> RESET =
            List.of(LOOK, REVERT, VERIFY, REBUILD, List.of(KEYS_IN, CHECK), List.of(FREEZE));

    private static final List<List<Step>> CLEAN = List.of(
            LOOK,
            REVERT,
            VERIFY,
            REBUILD,
            List.of(KEYS_OUT, CHECK),
            List.of(FREEZE),
            List.of(step("pause", "Keep the clean machines ready", r -> r.back::pause)));

    private static final List<List<Step>> REMOVE = List.of(
            List.of(survey(r -> r.removal::survey)),
            List.of(step("machines", "Take the machines away", r -> r.removal::machines)),
            List.of(step("disks", "Take the disks away", r -> r.removal::disks)),
            List.of(step("networks", "Take the networks away", r -> r.removal::networks)),
            List.of(step("verify", "Make sure nothing is left", r -> r.removal::verify)));

    private static final List<List<Step>> ACCESS = List.of(List.of(access(r -> r.standing::accessWhileInUse)));

    private static final List<List<Step>> ONLY_CHECK =
            List.of(List.of(step("check", "Ask every machine on its networks", r -> r.standing::checkOnly)));

    private static final List<List<Step>> SNAPSHOT = List.of(
            List.of(step("survey", "See whether the disks can be saved", r -> r.snapshot::survey)),
            List.of(step("copy", "Copy the disks, all of one moment", r -> r.snapshot::copy)),
            List.of(step("seal", "Read the copies back and keep them", r -> r.snapshot::seal)));

    private static final List<List<Step>> MACHINE = List.of(
            List.of(step("act", "Do what is asked to the machine", r -> r.machine::act)),
            List.of(step("ready", "See that the machine is as it shall be", r -> r.machine::ready)),
            List.of(step("freeze", "Save the known state of a new machine", r -> r.machine::freeze)));

    private static final List<List<Step>> INSTALL = List.of(
            List.of(step(Installer.FIRST, "Look whether the pod is what the installer needs", r -> r.extras::prepare)),
            List.of(step(Installer.LAST, "Say what is installed", r -> r.extras::finish)));

    private final StandingTasks standing;
    private final ReturnTasks back;
    private final RemoveTasks removal;
    private final SnapshotTasks snapshot;
    private final MachineTasks machine;
    private final ExtraTasks extras;

    Recipes(Worksite site) {
        Readiness readiness = new Readiness(site);
        Access access = new Access(site, readiness);
        KnownStates states = new KnownStates(site, readiness, access);
        Machines machines = new Machines(site);
        this.standing = new StandingTasks(site, readiness, access, states, machines);
        this.back = new ReturnTasks(site, standing, states, machines);
        this.removal = new RemoveTasks(site);
        this.extras = new ExtraTasks(
                site, readiness, () -> site.layout().machines().stream().allMatch(states::isSaved));
        this.snapshot = new SnapshotTasks(site, readiness);
        this.machine = new MachineTasks(site, readiness, standing, states, machines);
    }

    static List<List<TaskName>> names(OperationKind kind) {
        return each(steps(kind), Step::name);
    }

    /** Returns the tasks, with those that are not built in where they belong. */
    List<List<Task>> of(OperationKind kind) {
        return extras.woven(
                kind,
                each(
                        steps(kind),
                        s -> new Task(
                                s.name().name(), s.name().title(), s.body().apply(this))));
    }

    /** Returns the disks that were saved until now. */
    List<SavedDisk> saved() {
        return snapshot.saved();
    }

    private static List<List<Step>> steps(OperationKind kind) {
        return switch (kind) {
            case PROVISION -> PROVISION;
            case RESET -> RESET;
            case CLEAN -> CLEAN;
            case REMOVE -> REMOVE;
            case ACCESS -> ACCESS;
            case CHECK -> ONLY_CHECK;
            case SNAPSHOT -> SNAPSHOT;
            case MACHINE -> MACHINE;
            case INSTALL -> INSTALL;
        };
    }

    private static <T> List<List<T>> each(List<List<Step>> steps, Function<Step, T> made) {
        return steps.stream().map(group -> group.stream().map(made).toList()).toList();
    }

    private static Step survey(Function<Recipes, Task.Body> body) {
        return step("survey", "Look at what stands", body);
    }

    private static Step access(Function<Recipes, Task.Body> body) {
        return step("access", "Put the keys on the machines", body);
    }

    private static Step step(String name, String title, Function<Recipes, Task.Body> body) {
        return new Step(new TaskName(name, title), body);
    }

    /** A task before it is known on which vpod it works. */
    private record Step(TaskName name, Function<Recipes, Task.Body> body) {}
}
