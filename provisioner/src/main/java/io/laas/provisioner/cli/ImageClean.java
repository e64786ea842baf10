package io.laas.provisioner.cli;

import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.ImageSums;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Removes files of images from hosts that no lab file names any more and nothing on the host uses. */
final class ImageClean {
    /** What was written since may be about to be used. */
    private static final Duration AGE = Duration.ofDays(1);

    private final Surroundings here;
    private final ImageSums sums = new ImageSums(new FileDigests());
    private final Set<String> wanted;

    /** Reads every file without a checksum in the lab files, so that none of them is taken for another one. */
    ImageClean(Surroundings here, List<Lab> labs) {
        this.here = here;
        this.wanted = new HashSet<>();
        labs.forEach(lab -> {
            lab.images().forEach(i -> want(() -> sums.of(i)));
            lab.isos().forEach(i -> want(() -> Set.of(sums.of(i))));
        });
    }

    private void want(Supplier<Set<String>> files) {
        try {
            wanted.addAll(files.get());
        } catch (HypervisorException e) {
            throw new BadInput(e.getMessage() + "; run this where operations run");
        }
    }

    int clean(Host host, boolean remove) {
        try (Hypervisor hypervisor = here.hypervisors().open(host)) {
            List<UnusedImage> found =
                    hypervisor.unusedImages(wanted, here.clock().instant().minus(AGE), name -> remove);
            found.forEach(u -> here.out()
                    .printf(
                            "%s: %s, %d MiB: %s%n",
                            host.id(), u.volume(), u.bytes() >> 20, remove ? "removed" : "unused"));
            long all = found.stream().mapToLong(UnusedImage::bytes).sum();
            here.out()
                    .printf(
                            "%s: %d unused files of images, %d MiB%s%n",
                            host.id(),
                            found.size(),
                            all >> 20,
                            remove || found.isEmpty() ? "" : "; run it again with --yes to remove them");
            return ExitCode.OK;
        } catch (HypervisorException e) {
            here.out().printf("%s: %s%n", host.id(), e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
