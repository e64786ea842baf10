package io.laas.provisioner;

import io.laas.model.lab.Image;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.ImageStock.Known;
import io.laas.model.operation.ImageStock.UnusedFile;
import io.laas.provisioner.download.ImageSums;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells what a host knows of images, and removes files of images that it is told to and that nothing uses. */
final class ImageDesk {
    private final Hypervisor hypervisor;
    private final ImageSums sums;

    ImageDesk(Hypervisor hypervisor, ImageSums sums) {
        this.hypervisor = hypervisor;
        this.sums = sums;
    }

    /** A file that cannot be read here keeps everything from being removed: its copies cannot be told from others. */
    ImageStock answer(ImageQuestion question) {
        List<Known> known =
                question.images().stream().flatMap(this::known).distinct().toList();
        if (question.before().isEmpty()) {
            return new ImageStock(known, List.of(), List.of(), "");
        }
        Set<String> wanted = new HashSet<>();
        try {
            Stream.concat(question.images().stream(), question.others().images().stream())
                    .forEach(i -> wanted.addAll(sums.of(i)));
            Stream.concat(question.isos().stream(), question.others().isos().stream())
                    .forEach(i -> wanted.add(sums.of(i)));
        } catch (HypervisorException e) {
            if (e.reason() != Reason.BAD_IMAGE) {
                throw e;
            }
            return new ImageStock(known, List.of(), List.of(), e.getMessage());
        }
        return swept(known, wanted, question.before().get(), Set.copyOf(question.discard()));
    }

    private ImageStock swept(List<Known> known, Set<String> wanted, Instant before, Set<String> discard) {
        List<UnusedFile> found = hypervisor.unusedImages(wanted, before, discard::contains).stream()
                .map(ImageDesk::file)
                .toList();
        Predicate<UnusedFile> removed = f -> discard.contains(f.name());
        return new ImageStock(
                known,
                found.stream().filter(removed.negate()).toList(),
                found.stream().filter(removed).toList(),
                "");
    }

    private Stream<Known> known(Image image) {
        return hypervisor.sizeOf(image).map(s -> new Known(image.id(), s.diskBytes(), s.fileBytes())).stream();
    }

    private static UnusedFile file(UnusedImage unused) {
        return new UnusedFile(unused.volume(), unused.bytes());
    }
}
