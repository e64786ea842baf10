package io.laas.provisioner.cli;

import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.ProvisionerSettings;
import io.laas.provisioner.hypervisor.TaggedThing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Operations on one pod without a server. */
@Command(
        name = "pod",
        description = "The provisioner by hand.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "apply|reset|remove|check|list|import")
final class PodCommand {
    private final Surroundings here;

    PodCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "apply", description = "Makes the pod stand; changes only what is not as described.")
    int apply(
            @Mixin PodOptions options,
            @Option(names = "--ready", paramLabel = "SECONDS", description = "how long one machine may take to boot")
                    Optional<Integer> ready) {
        ProvisionerSettings settings = ready.map(s -> ProvisionerSettings.DEFAULT.withReady(Duration.ofSeconds(s)))
                .orElse(ProvisionerSettings.DEFAULT);
        return run(OperationKind.PROVISION, options.plan(), settings);
    }

    @Command(name = "reset", description = "Brings the pod back to its known state; what was done on it is gone.")
    int reset(@Mixin PodOptions options) {
        return run(OperationKind.RESET, options.plan(), ProvisionerSettings.DEFAULT);
    }

    @Command(name = "remove", description = "Takes the pod down; nothing of it stays on the host.")
    int remove(@Mixin PodOptions options) {
        return run(OperationKind.REMOVE, options.plan(), ProvisionerSettings.DEFAULT);
    }

    @Command(name = "check", description = "Asks every machine on its networks; changes nothing.")
    int check(@Mixin PodOptions options) {
        return run(OperationKind.CHECK, options.plan(), ProvisionerSettings.DEFAULT);
    }

    @Command(name = "list", description = "Lists everything on the hosts that was made by hand.")
    int list(
            @Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file") Path file,
            @Option(names = "--host", paramLabel = "NAME", description = "one host; all of them otherwise")
                    Optional<String> host,
            @Option(
                            names = "--controller",
                            paramLabel = "ID",
                            defaultValue = PodOptions.BY_HAND,
                            description = "whose things (default: ${DEFAULT-VALUE})")
                    String controller) {
        Lab lab = LabCommand.read(file);
        List<Host> hosts = host.map(h -> List.of(Choice.host(lab, h))).orElse(lab.hosts());
        try (Provisioner provisioner = new Provisioner(here.hypervisors(), here.clock())) {
            hosts.forEach(h -> print(h, provisioner.inventory(h, controller)));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "import",
            description =
                    "Makes a pod of a PDF and prints it for a lab file; says line by line what could not be kept.")
    int importPdf(@Mixin PodImport options) {
        return options.run(here);
    }

    private void print(Host host, List<TaggedThing> things) {
        things.stream()
                .sorted(Comparator.comparing((TaggedThing t) -> t.owner().vpod())
                        .thenComparing(TaggedThing::resource)
                        .thenComparing(TaggedThing::name))
                .forEach(t -> here.out()
                        .printf("%-12s %-20s %-8s %s%n", host.id(), t.owner().vpod(), t.resource(), t.name()));
    }

    private int run(OperationKind kind, VpodPlan plan, ProvisionerSettings settings) {
        plan.host().simulationNotice().ifPresent(notice -> here.out().println("laas: " + notice));
        ProgressView view = here.terminal() ? new BarView(here.out()) : new LineView(here.out());
        try (Provisioner provisioner = new Provisioner(here.hypervisors(), here.clock(), settings);
                Interrupt interrupt = Interrupt.install()) {
            OperationOutcome outcome = provisioner.run(kind, plan, view, interrupt);
            view.close();
            return tell(outcome);
        }
    }

    private int tell(OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Failed failed) {
            here.err().printf("laas: %s: %s%n", failed.task(), failed.reason());
            if (!failed.consoleTail().isBlank()) {
                here.err().println("--- last lines of the console");
                here.err().println(printable(failed.consoleTail()));
            }
            return ExitCode.FAILED;
        }
        if (outcome instanceof OperationOutcome.Cancelled) {
            here.err().println("laas: cancelled; what was made is still there, pod remove takes it away");
            return ExitCode.CANCELLED;
        }
        ((OperationOutcome.Succeeded) outcome)
                .access()
                .ifPresent(access -> here.out().println("Log in with: " + access.sshCommand()));
        return ExitCode.OK;
    }

    /** A console may say anything; a terminal must not obey it. */
    private static String printable(String text) {
        return text.replace("\r", "").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?").strip();
    }
}
