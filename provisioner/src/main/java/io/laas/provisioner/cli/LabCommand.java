package io.laas.provisioner.cli;

import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What concerns lab files. */
@Command(name = "lab", description = "Lab files.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "check")
final class LabCommand {
    private final Surroundings here;

    LabCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "check", description = "Says what is wrong in a lab file, with line numbers.")
    int check(@Parameters(paramLabel = "FILE", description = "the lab file") Path file) {
        LabFileResult result = LabFile.read(file);
        if (result instanceof LabFileResult.Bad bad) {
            bad.problems().forEach(here.err()::println);
            here.err()
                    .printf(
                            "%s: %d %s%n",
                            file, bad.problems().size(), bad.problems().size() == 1 ? "problem" : "problems");
            return ExitCode.BAD_INPUT;
        }
        Lab lab = ((LabFileResult.Good) result).lab();
        here.out()
                .printf(
                        "%s: lab %s is good: %d hosts, %d images, %d pods, %d configs, %d static vpods%n",
                        file,
                        lab.id(),
                        lab.hosts().size(),
                        lab.images().size(),
                        lab.pods().size(),
                        lab.configs().size(),
                        lab.vpods().size());
        lab.hosts().stream()
                .flatMap(h -> h.simulationNotice().stream())
                .forEach(notice -> here.out().printf("%s: %s%n", file, notice));
        return ExitCode.OK;
    }

    /** Returns the lab of a file that has to be good. */
    static Lab read(Path file) {
        LabFileResult result = LabFile.read(file);
        if (result instanceof LabFileResult.Bad bad) {
            throw new BadInput(bad.problems().stream().map(Object::toString).collect(Collectors.joining("\nlaas: ")));
        }
        return ((LabFileResult.Good) result).lab();
    }
}
