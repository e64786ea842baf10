package io.laas.provisioner.cli;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process behind {@code ./laas lab}, {@code ./laas pod}, {@code ./laas host}, {@code ./laas image} and {@code ./laas worker}. */
@Command(
        name = "laas",
        subcommands = {LabCommand.class, PodCommand.class, HostCommand.class, ImageCommand.class, WorkerCommand.class},
        description = "The provisioner by hand, for lab admins.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage or input", "130:cancelled"},
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Ends the process with 0, 1, 2 or 130. */
    public static void main(String[] args) {
        int code;
        try (LibvirtHypervisors hypervisors = new LibvirtHypervisors()) {
            Surroundings here = new Surroundings(
                    hypervisors, InstantSource.system(), System.out, System.err, System.console() != null);
            code = run(here, args);
        }
        Interrupt.leave(code);
    }

    static int run(Surroundings here, String... args) {
        CommandLine line = new CommandLine(new Main(), new CommandFactory(here));
        line.setOut(here.outWriter()).setErr(here.errWriter());
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> explain(here, e));
        return line.execute(args);
    }

    private static int explain(Surroundings here, Exception e) throws Exception {
        if (e instanceof BadInput) {
            here.err().println("laas: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof HypervisorException) {
            here.err().println("laas: " + e.getMessage());
            return ExitCode.FAILED;
        }
        throw e;
    }
}
