package io.laas.provisioner.cli;

import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.ImageFiles;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What concerns images. */
@Command(
        name = "image",
        description = "Images.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "clean|fetch|list")
final class ImageCommand {
    private static final int STEP = 10;
    private static final long MIB = 1 << 20;

    private final Surroundings here;

    ImageCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "list", description = "Lists the images of a lab and where they come from.")
    int list(@Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file") Path file) {
        ImageFiles files = new ImageFiles(Downloads.ofThisMachine());
        for (Image image : LabCommand.read(file).images()) {
            here.out()
                    .printf(
                            "%s: %s, %s, user %s, %s, %s, %s%n",
                            image.id(),
                            image.os().isEmpty() ? "system not told" : image.os(),
                            image.arch(),
                            image.user(),
                            image.remote().map(RemoteFile::shown).orElse(image.file()),
                            image.sha256().map(s -> "sha256 " + s).orElse("checksum not told"),
                            files.size(image).map(ImageCommand::told).orElse("size not known yet"));
        }
        return ExitCode.OK;
    }

    private static String told(ImageSize size) {
        return "disk %d MiB in a file of %d MiB".formatted(mebibytes(size.diskBytes()), mebibytes(size.fileBytes()));
    }

    private static long mebibytes(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }

    @Command(
            name = "fetch",
            description = "Fetches images from their addresses ahead of the first booking; goes on where it broke off.")
    int fetch(
            @Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file") Path file,
            @Option(
                            names = "--cache",
                            paramLabel = "DIR",
                            description = "where to; otherwise where operations of this user on this machine look")
                    Optional<Path> cache,
            @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "these; all that have a url otherwise")
                    List<String> names) {
        Lab lab = LabCommand.read(file);
        List<Image> wanted = names == null || names.isEmpty()
                ? lab.images().stream().filter(i -> i.remote().isPresent()).toList()
                : names.stream().map(n -> Choice.image(lab, n)).toList();
        Downloads downloads = cache.map(Downloads::new).orElseGet(Downloads::ofThisMachine);
        int code = ExitCode.OK;
        for (Image image : wanted) {
            code = Math.max(code, fetch(downloads, image));
        }
        return code;
    }

    @Command(
            name = "clean",
            description =
                    "Lists the files of images on hosts that no lab file names and nothing uses; removes them with --yes.")
    int clean(
            @Option(
                            names = "--lab",
                            required = true,
                            paramLabel = "FILE",
                            description = "the lab file; give it once for each lab that has hosts in common")
                    List<Path> files,
            @Option(names = "--host", paramLabel = "NAME", description = "one host; all of the first lab otherwise")
                    Optional<String> name,
            @Option(names = "--yes", description = "remove them") boolean remove) {
        List<Lab> labs = files.stream().map(LabCommand::read).toList();
        Lab lab = labs.get(0);
        ImageClean clean = new ImageClean(here, labs);
        return name.map(n -> List.of(Choice.host(lab, n))).orElse(lab.hosts()).stream()
                .mapToInt(host -> clean.clean(host, remove))
                .max()
                .orElse(ExitCode.OK);
    }

    private int fetch(Downloads downloads, Image image) {
        if (image.remote().isEmpty()) {
            here.out().printf("%s: is a file, %s%n", image.id(), image.file());
            return ExitCode.OK;
        }
        try {
            Path got = downloads.fetch(
                    image.remote().get(), image.sha256().orElseThrow(), CancelSignal.NEVER, steps(image));
            here.out().printf("%s: is here, checked: %s%n", image.id(), got);
            return ExitCode.OK;
        } catch (HypervisorException e) {
            here.out().printf("%s: %s%n", image.id(), e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private IntConsumer steps(Image image) {
        AtomicInteger said = new AtomicInteger();
        return percent -> {
            if (percent >= said.get() + STEP && percent < 100) {
                said.set(percent);
                here.out().printf("%s: %d %%%n", image.id(), percent);
            }
        };
    }
}
