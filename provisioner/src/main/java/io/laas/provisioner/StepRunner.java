package io.laas.provisioner;

import io.laas.model.descriptor.InstallerValues;
import io.laas.model.installer.Action;
import io.laas.model.installer.Escape;
import io.laas.model.installer.Step;
import io.laas.model.installer.Template;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.guest.GuestJob;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Does single steps of installers and of labs' own tasks. */
final class StepRunner {
    private final Worksite site;
    private final Jobs jobs;
    private final InstallerValues values;
    private final Questions questions;

    StepRunner(Worksite site, Readiness readiness) {
        this.site = site;
        this.jobs = new Jobs(site, readiness);
        this.values = InstallerValues.of(site.plan());
        this.questions = new Questions(site, jobs);
    }

    Jobs jobs() {
        return jobs;
    }

    /**
     * Does the step on all its machines, side by side, each as often as the step allows.
     *
     * @param over whether the time for the whole is over
     * @throws OperationFailure naming the machine
     */
    void run(Step step, BooleanSupplier over, TaskProgress progress, CancelSignal cancel) {
        if (site.plan().host().simulated()) {
            progress.say("nothing was run");
            return;
        }
        List<MachineLayout> machines = machines(step);
        if (machines.isEmpty()) {
            progress.skip("the pod has no such machines");
            return;
        }
        if (onlyAsks(step)) {
            tries(step, machines.get(0), over, progress, cancel);
            return;
        }
        progress.total(machines.size());
        site.each(machines, cancel, (m, stop) -> {
            tries(step, m, over, progress, stop);
            progress.step(m.name() + " is done");
        });
        progress.say(
                machines.size() == 1
                        ? machines.get(0).name() + " is done"
                        : "%d machines are done".formatted(machines.size()));
    }

    private static boolean onlyAsks(Step step) {
        return step.action() instanceof Action.Answer || step.action() instanceof Action.Http;
    }

    /** Steps that only ask are asked once, from one place. */
    private List<MachineLayout> machines(Step step) {
        if (onlyAsks(step)) {
            return site.layout().machines().subList(0, 1);
        }
        return site.layout().machines().stream()
                .filter(m -> step.on().includes(m.spec()))
                .toList();
    }

    private void tries(
            Step step, MachineLayout machine, BooleanSupplier over, TaskProgress progress, CancelSignal cancel) {
        for (int attempt = 0; ; attempt++) {
            try {
                once(step, machine, attempt, progress, cancel);
                return;
            } catch (OperationFailure | HypervisorException e) {
                boolean cancelled = e instanceof HypervisorException h && h.reason() == Reason.CANCELLED;
                if (cancelled || attempt >= step.retries() || over.getAsBoolean()) {
                    throw e;
                }
                progress.say("try %d of %d failed: %s".formatted(attempt + 1, step.retries() + 1, e.getMessage()));
            }
        }
    }

    private void once(Step step, MachineLayout machine, int attempt, TaskProgress progress, CancelSignal cancel) {
        Deadline deadline = Deadline.in(step.timeout());
        String name = "%s-%s-%d".formatted(step.name(), machine.name(), attempt);
        if (step.action() instanceof Action.Script script) {
            jobs.run(
                    machine,
                    name,
                    new Jobs.Script(script.text(), values.environment(machine), deadline),
                    line -> progress.say(machine.name() + ": " + line),
                    cancel);
        } else if (step.action() instanceof Action.PutFile file) {
            Map<String, Object> tree = values.tree(machine);
            String path = filled(file.path(), Escape.NONE, tree);
            GuestJob.put(
                    jobs.shell(machine, cancel),
                    machine.name(),
                    path,
                    file.mode(),
                    filled(file.content(), file.escape(), tree));
        } else if (step.action() instanceof Action.Answer answer) {
            String address = filled(answer.address(), Escape.NONE, values.tree(machine));
            questions.tcp(address, answer.from(), name, deadline, cancel);
            progress.say(address + " answers");
        } else if (step.action() instanceof Action.Http http) {
            Map<String, Object> tree = values.tree(machine);
            List<String> contains = http.contains().stream()
                    .map(text -> filled(text, Escape.NONE, tree))
                    .flatMap(String::lines)
                    .filter(line -> !line.isBlank())
                    .toList();
            String said = questions.http(
                    filled(http.url(), Escape.NONE, tree), contains, http.from(), name, deadline, cancel);
            progress.say(said);
        }
    }

    private static String filled(String text, Escape escape, Map<String, Object> tree) {
        try {
            return Template.of(text, escape).with(tree);
        } catch (IllegalArgumentException e) {
            throw new OperationFailure("A template cannot be filled in: " + e.getMessage(), "");
        }
    }

    /** Takes back what steps did, the last one first; does what can be done and returns in words what came of it. */
    String undo(List<Step> begun, CancelSignal cancel) {
        List<String> done = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (int i = begun.size() - 1; i >= 0; i--) {
            Step step = begun.get(i);
            step.undo()
                    .ifPresent(script ->
                            undo(step, script, cancel).ifPresentOrElse(troubles::add, () -> done.add(step.name())));
        }
        String told = done.isEmpty() ? "" : "; taken back: " + String.join(", ", done);
        return troubles.isEmpty() ? told : told + "; not taken back: " + String.join("; ", troubles);
    }

    private Optional<String> undo(Step step, String script, CancelSignal cancel) {
        try {
            site.each(
                    machines(step),
                    cancel,
                    (m, stop) -> jobs.run(
                            m,
                            "%s-%s-undo".formatted(step.name(), m.name()),
                            new Jobs.Script(script, values.environment(m), Deadline.in(step.timeout())),
                            line -> {},
                            stop));
            return Optional.empty();
        } catch (OperationFailure | HypervisorException e) {
            return Optional.of(step.name() + " (" + e.getMessage() + ")");
        }
    }
}
