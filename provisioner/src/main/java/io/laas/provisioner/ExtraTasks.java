package io.laas.provisioner;

import io.laas.model.installer.ExtraTask;
import io.laas.model.installer.ExtraTask.OnFailure;
import io.laas.model.installer.ExtraTask.Place;
import io.laas.model.installer.Installation;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Step;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.Task;
import io.laas.provisioner.work.TaskProgress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** What is done in an operation besides what is built in: the steps of an installer, and tasks of the lab's own. */
final class ExtraTasks {
    private static final Set<OperationKind> BEFORE_FREEZING =
            EnumSet.of(OperationKind.PROVISION, OperationKind.RESET, OperationKind.CLEAN);
    private static final int MAX_NAME = 40;

    private final Worksite site;
    private final StepRunner runner;
    private final Optional<Installation> installation;
    private final List<Step> begun = new CopyOnWriteArrayList<>();
    private final BooleanSupplier over;
    private final BooleanSupplier saved;

    /**
     * @param saved whether every machine has a known state, which then holds what the config installs
     */
    ExtraTasks(Worksite site, Readiness readiness, BooleanSupplier saved) {
        this.site = site;
        this.saved = saved;
        this.runner = new StepRunner(site, readiness);
        this.installation = site.plan().extras().installation();
        this.over = installation
                .map(i -> Deadline.in(i.limit()))
                .<BooleanSupplier>map(d -> d::isOver)
                .orElse(() -> false);
    }

    /** Returns the built-in tasks with the others in their places; each of the others has a stage of its own. */
    List<List<Task>> woven(OperationKind kind, List<List<Task>> builtIn) {
        String operation = kind.name().toLowerCase(Locale.ROOT);
        List<List<Task>> result = new ArrayList<>();
        for (List<Task> stage : builtIn) {
            result.addAll(at(operation, Place.BEFORE, stage));
            result.add(stage);
            result.addAll(at(operation, Place.AFTER, stage));
            if (kind == OperationKind.INSTALL && has(stage, Installer.FIRST)) {
                installation.ifPresent(i -> i.steps().forEach(s -> result.add(List.of(task(s)))));
            } else if (BEFORE_FREEZING.contains(kind) && has(stage, "check")) {
                installation.ifPresent(i -> i.steps().forEach(s -> result.add(List.of(ofConfig(s)))));
            }
        }
        return result;
    }

    private static boolean has(List<Task> stage, String task) {
        return stage.stream().anyMatch(s -> s.name().equals(task));
    }

    /** A step of what the config installs becomes part of the known state, so it is done when that is saved anew. */
    private Task ofConfig(Step step) {
        String name = "install-" + step.name();
        return new Task(
                name.substring(0, Math.min(name.length(), MAX_NAME)).replaceFirst("-+$", ""),
                step.title(),
                (progress, cancel) -> {
                    if (saved.getAsBoolean()) {
                        progress.skip("the known state holds it");
                    } else {
                        orTakeBack(step, progress, cancel);
                    }
                });
    }

    private List<List<Task>> at(String operation, Place place, List<Task> stage) {
        return site.plan().extras().tasks().stream()
                .filter(t -> t.operation().equals(operation) && t.place() == place)
                .filter(t -> has(stage, t.task()))
                .map(t -> List.of(task(t)))
                .toList();
    }

    private Task task(Step step) {
        return new Task(step.name(), step.title(), (progress, cancel) -> orTakeBack(step, progress, cancel));
    }

    private Task task(ExtraTask extra) {
        Step step = extra.step();
        return extra.onFailure() == OnFailure.FAIL
                ? task(step)
                : new Task(step.name(), step.title(), (progress, cancel) -> orWarn(step, progress, cancel));
    }

    private void orWarn(Step step, TaskProgress progress, CancelSignal cancel) {
        try {
            runner.run(step, over, progress, cancel);
        } catch (OperationFailure | HypervisorException e) {
            rethrowIfCancelled(e);
            progress.say("failed, and the lab lets the operation go on: " + e.getMessage());
        }
    }

    /** Does the step; when it fails for good, takes back what it and those before it did. */
    private void orTakeBack(Step step, TaskProgress progress, CancelSignal cancel) {
        begun.remove(step);
        begun.add(step);
        try {
            if (over.getAsBoolean()) {
                throw new OperationFailure("The time for the whole installation is over", "");
            }
            runner.run(step, over, progress, cancel);
        } catch (OperationFailure | HypervisorException e) {
            rethrowIfCancelled(e);
            String console = e instanceof OperationFailure f ? f.consoleTail() : "";
            progress.say("failed; taking back what was done");
            String undone = runner.undo(List.copyOf(begun), cancel);
            begun.clear();
            runner.jobs().forgetOwn();
            throw new OperationFailure(e.getMessage() + undone, console);
        }
    }

    private static void rethrowIfCancelled(RuntimeException e) {
        if (e instanceof HypervisorException h && h.reason() == Reason.CANCELLED) {
            throw h;
        }
    }

    /** Looks whether the pod is what the installer needs and its machines can be worked on. */
    void prepare(TaskProgress progress, CancelSignal cancel) {
        Installation wanted = installation.orElseThrow(
                () -> new OperationFailure("The order names no installer; ask for the installation again", ""));
        Optional<String> lacking = wanted.requirements().lacking(site.plan().pod());
        if (lacking.isPresent()) {
            throw new OperationFailure("Installer %s %s".formatted(wanted.installer(), lacking.get()), "");
        }
        List<MachineLayout> machines = site.layout().machines();
        if (!site.plan().host().simulated()) {
            site.each(machines, cancel, (m, stop) -> runner.jobs().ready(m, stop));
        }
        progress.say("%s on %d machines".formatted(wanted.title(), machines.size()));
    }

    void finish(TaskProgress progress, CancelSignal cancel) {
        progress.say(installation.map(i -> i.title() + " is installed").orElse(""));
    }
}
