package io.laas.provisioner.cli;

import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.HypervisorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What concerns hosts. */
@Command(name = "host", description = "Hosts.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "probe")
final class HostCommand {
    private final Surroundings here;

    HostCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "probe", description = "Asks hosts who they are and how guests really run there.")
    int probe(
            @Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file") Path file,
            @Option(names = "--host", paramLabel = "NAME", description = "one host; all of them otherwise")
                    Optional<String> name) {
        Lab lab = LabCommand.read(file);
        List<Host> hosts = name.map(n -> List.of(Choice.host(lab, n))).orElse(lab.hosts());
        int code = ExitCode.OK;
        try (Provisioner provisioner = new Provisioner(here.hypervisors(), here.clock())) {
            for (Host host : hosts) {
                code = Math.max(code, probe(provisioner, host));
            }
        }
        return code;
    }

    private int probe(Provisioner provisioner, Host host) {
        try {
            HostFacts facts = provisioner.facts(host);
            here.out()
                    .printf(
                            "%s: online, %s, guests run with %s, %d cores, %d MiB memory, %d GiB free for disks%n",
                            host.id(),
                            facts.version(),
                            facts.accel(),
                            facts.cores(),
                            facts.memoryMiB(),
                            facts.freeDiskGiB());
            host.simulationNotice().ifPresent(notice -> here.out().println("laas: " + notice));
            return ExitCode.OK;
        } catch (HypervisorException e) {
            here.out().printf("%s: offline: %s%n", host.id(), e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
