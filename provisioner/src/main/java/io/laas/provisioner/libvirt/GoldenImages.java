package io.laas.provisioner.libvirt;

import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * The images of a host. A file is known by its checksum, travels once, and is read-only where it lies.
 *
 * <p>Its volume is {@code golden-<first 16 digits of the SHA-256>-<random>.<kind>}; once the whole file has arrived and was
 * read back with the right checksum, an empty volume of the same name with {@code .ready} at the end is made. Only then it is
 * used, so neither a crash nor another controller sending the same file at the same time can leave half an image in use.
 *
 * <p>Thread-safe: callers that need the same file wait for the one that sends it.
 */
final class GoldenImages {
    private final GoldenUpload upload;
    private final FileDigests digests;
    private final Map<String, String> ready = new ConcurrentHashMap<>();
    private final Map<String, TurnLock> turns = new ConcurrentHashMap<>();

    GoldenImages(HostStorage storage, FileDigests digests) {
        this.upload = new GoldenUpload(storage);
        this.digests = digests;
    }

    StoredImage ensure(Image image, CancelSignal cancel, IntConsumer percent) {
        Path disk = readable(image, image.file());
        String sum = digest(image, disk);
        image.sha256().filter(expected -> !expected.equals(sum)).ifPresent(expected -> {
            throw bad(
                    image,
                    "file %s has the checksum %s, expected was %s; get the file again or correct the lab file"
                            .formatted(disk, sum, expected));
        });
        checkStandsAlone(image, disk);
        String path = stored(new GoldenFile(disk, sum, "qcow2"), cancel, percent);
        Optional<DirectBoot> boot = image.boot().map(b -> storedBoot(image, b, cancel));
        return new StoredImage(path, boot);
    }

    private DirectBoot storedBoot(Image image, DirectBoot boot, CancelSignal cancel) {
        Path kernel = readable(image, boot.kernel());
        Path initrd = readable(image, boot.initrd());
        return new DirectBoot(
                stored(new GoldenFile(kernel, digest(image, kernel), "vmlinuz"), cancel, p -> {}),
                stored(new GoldenFile(initrd, digest(image, initrd), "initrd"), cancel, p -> {}),
                boot.commandLine());
    }

    private String stored(GoldenFile file, CancelSignal cancel, IntConsumer percent) {
        TurnLock turn = turns.computeIfAbsent(file.prefix(), k -> new TurnLock());
        return turn.run(cancel, () -> {
            Optional<String> path =
                    Optional.ofNullable(ready.get(file.prefix())).flatMap(upload::path);
            if (path.isEmpty()) {
                String volume = upload.find(file).orElseGet(() -> upload.send(file, cancel, percent));
                ready.put(file.prefix(), volume);
                path = upload.path(volume);
            }
            percent.accept(100);
            return path.orElseThrow(() -> new HypervisorException(
                    Reason.BAD_IMAGE, "Image file " + file.file() + " was removed from the host while it was sent"));
        });
    }

    private static void checkStandsAlone(Image image, Path disk) {
        try {
            Qcow2Header.read(disk).problem().ifPresent(problem -> {
                throw bad(image, "file " + disk + " " + problem);
            });
        } catch (IOException e) {
            throw unreadable(image, disk, e);
        }
    }

    private String digest(Image image, Path file) {
        try {
            return digests.sha256(file);
        } catch (IOException e) {
            throw unreadable(image, file, e);
        }
    }

    private static Path readable(Image image, String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw bad(image, "file " + file + " is not there or cannot be read; put it there or correct the lab file");
        }
        return path;
    }

    private static HypervisorException unreadable(Image image, Path file, IOException e) {
        return new HypervisorException(
                Reason.BAD_IMAGE,
                "Image %s: file %s cannot be read: %s".formatted(image.id(), file, e.getMessage()),
                e);
    }

    private static HypervisorException bad(Image image, String problem) {
        return new HypervisorException(Reason.BAD_IMAGE, "Image " + image.id() + ": " + problem);
    }
}
