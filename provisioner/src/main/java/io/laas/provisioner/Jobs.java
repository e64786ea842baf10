package io.laas.provisioner;

import io.laas.model.Names;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.guest.GuestJob;
import io.laas.provisioner.guest.Shell;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.Waits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Scripts of one operation on its machines, watched until they end. What they print is shown without secrets. */
final class Jobs {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int TAIL = 4000;
    private static final int MAX_LINE = 300;

    private final Worksite site;
    private final Readiness readiness;
    private final List<String> secrets;

    Jobs(Worksite site, Readiness readiness) {
        this.site = site;
        this.readiness = readiness;
        this.secrets =
                site.plan().extras().installation().map(i -> i.secretValues()).orElse(List.of());
    }

    /** Returns how programs are run on the machine; a machine that cannot be asked is a failure that says so. */
    Shell shell(MachineLayout machine, CancelSignal cancel) {
        if (!readiness.hasAgent(machine)
                && !readiness.findAgent(machine, site.settings().answer(), cancel)) {
            throw readiness.failure(
                    machine,
                    "cannot be worked on: its guest agent does not answer (it is %s); use an image with qemu-guest-agent"
                            .formatted(Readiness.words(site.hypervisor().state(machine.domain()))));
        }
        return (argv, input, timeout) -> site.hypervisor().execute(machine.domain(), argv, input, timeout);
    }

    /**
     * Runs a script, or goes on with it if it was begun before, until it has ended.
     *
     * @param name unique in the operation
     * @param note hears the last line of what it prints
     * @throws OperationFailure if it ends badly or not in time
     */
    void run(MachineLayout machine, String name, Script script, Consumer<String> note, CancelSignal cancel) {
        Shell shell = shell(machine, cancel);
        GuestJob job = new GuestJob(shell, machine.name(), GuestJob.DIRECTORY, operation() + "-" + name);
        job.start(script.text(), script.environment());
        try {
            watch(machine, job, script, note, cancel);
        } catch (HypervisorException e) {
            if (e.reason() == Reason.CANCELLED) {
                job.stop();
            }
            throw e;
        }
    }

    /** A script, its values, and how long it may take. */
    record Script(String text, Map<String, String> environment, Deadline deadline) {}

    private void watch(MachineLayout machine, GuestJob job, Script script, Consumer<String> note, CancelSignal cancel) {
        long from = 1;
        String tail = "";
        String shown = "";
        while (true) {
            GuestJob.State state = job.look(from);
            from += state.output().getBytes(StandardCharsets.UTF_8).length;
            tail = end(tail + state.output());
            String last = lastLine(tail);
            if (!last.isEmpty() && !last.equals(shown)) {
                shown = last;
                note.accept(last);
            }
            if (!state.running()) {
                conclude(machine, state, tail);
                return;
            }
            if (script.deadline().isOver()) {
                job.stop();
                throw new OperationFailure(
                        "Machine %s: the script did not end in time and was stopped%s"
                                .formatted(machine.name(), said(tail)),
                        clean(tail));
            }
            Waits.pause(LOOK, cancel);
        }
    }

    private void conclude(MachineLayout machine, GuestJob.State state, String tail) {
        if (state.exitCode().isEmpty()) {
            throw new OperationFailure(
                    "Machine %s: the script was cut off before its end, because the machine was restarted or killed it"
                            .formatted(machine.name()),
                    clean(tail));
        }
        if (state.exitCode().getAsInt() != 0) {
            throw new OperationFailure(
                    "Machine %s: the script ended with exit code %d%s"
                            .formatted(machine.name(), state.exitCode().getAsInt(), said(tail)),
                    clean(tail));
        }
    }

    /** Forgets what the operation did, so that all of it is done again. */
    void forgetOwn() {
        for (MachineLayout machine : site.layout().machines()) {
            if (readiness.hasAgent(machine)) {
                forget(machine, GuestJob.Whose.OWN, CancelSignal.NEVER);
            }
        }
    }

    /** Sees that the machine can be worked on, and forgets what earlier operations did there. */
    void ready(MachineLayout machine, CancelSignal cancel) {
        forget(machine, GuestJob.Whose.OTHERS, cancel);
    }

    private void forget(MachineLayout machine, GuestJob.Whose whose, CancelSignal cancel) {
        GuestJob.forget(shell(machine, cancel), machine.name(), GuestJob.DIRECTORY, operation(), whose);
    }

    private String operation() {
        String id = site.plan().owner().operation();
        return id.isEmpty() ? "once" : id;
    }

    private String said(String tail) {
        String last = lastLine(tail);
        return last.isEmpty() ? "; it printed nothing" : "; its last line: " + last;
    }

    private String lastLine(String text) {
        return clean(text)
                .lines()
                .filter(l -> !l.isBlank())
                .reduce((a, b) -> b)
                .map(l -> Names.clean(l, MAX_LINE))
                .orElse("");
    }

    /** Returns the text without secrets and without control characters but line breaks and tabs. */
    private String clean(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        return safe.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }

    private static String end(String text) {
        return text.length() <= TAIL ? text : text.substring(text.length() - TAIL);
    }
}
