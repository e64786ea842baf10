package io.laas.provisioner.libvirt;

import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.ImageFiles;
import io.laas.provisioner.download.IsoHeader;
import io.laas.provisioner.download.Qcow2Header;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.ImageSize;
import io.laas.provisioner.hypervisor.StoredImage;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The images and ISOs of a host. A file is known by its checksum, travels once, and is read-only where it lies.
 *
 * <p>Its volume is {@code golden-<first 16 digits of the SHA-256>-<random>.<kind>}; once the whole file has arrived and was
 * read back with the right checksum, an empty volume of the same name with {@code .ready} at the end is made. Only then it is
 * used, so neither a crash nor another controller sending the same file at the same time can leave half an image in use.
 *
 * <p>Thread-safe: callers that need the same file wait for the one that sends it.
 */
final class GoldenImages {
    private static final String DISK = "qcow2";
    private static final String DISC = "iso";

    /** How much of the work is fetching, where that has to be done, in percent. */
    private static final int FETCHING = 70;

    private final GoldenUpload upload;
    private final FileDigests digests;
    private final Downloads downloads;
    private final ImageFiles files;
    private final Map<String, String> ready = new ConcurrentHashMap<>();
    private final Map<String, TurnLock> turns = new ConcurrentHashMap<>();

    GoldenImages(HostStorage storage, FileDigests digests, Downloads downloads) {
        this.upload = new GoldenUpload(storage);
        this.digests = digests;
        this.downloads = downloads;
        this.files = new ImageFiles(downloads);
    }

    StoredImage ensure(Image image, CancelSignal cancel, IntConsumer percent) {
        Wanted disk = new Wanted("Image " + image.id(), image.file(), image.remote(), image.sha256(), DISK);
        String path = ensure(disk, cancel, percent);
        Optional<DirectBoot> boot = image.boot().map(b -> storedBoot(disk, b, cancel));
        return new StoredImage(path, boot);
    }

    String ensure(Iso iso, CancelSignal cancel, IntConsumer percent) {
        return ensure(new Wanted("ISO " + iso.id(), iso.file(), iso.remote(), iso.sha256(), DISC), cancel, percent);
    }

    private String ensure(Wanted wanted, CancelSignal cancel, IntConsumer percent) {
        return wanted.remote().isPresent()
                ? fetched(wanted, wanted.remote().get(), cancel, percent)
                : local(wanted, cancel, percent);
    }

    /**
     * A file that the host is to have.
     *
     * @param label what it is called in messages
     */
    private record Wanted(
            String label, String file, Optional<RemoteFile> remote, Optional<String> sha256, String kind) {
        HypervisorException bad(String problem) {
            return new HypervisorException(Reason.BAD_IMAGE, label + ": " + problem);
        }

        HypervisorException unreadable(Path path, IOException e) {
            return new HypervisorException(
                    Reason.BAD_IMAGE, "%s: file %s cannot be read: %s".formatted(label, path, e.getMessage()), e);
        }
    }

    /** Tells how large the image is, if its file can be read here or is on the host. */
    Optional<ImageSize> size(Image image) {
        return files.size(image)
                .or(() -> image.sha256()
                        .flatMap(sum -> upload.look(new GoldenFile(downloads.place(sum), sum, DISK)))
                        .flatMap(look -> ImageFiles.size(look.header(), look.bytes())));
    }

    /** Finds what was fetched to this machine and is not wanted, as {@link Downloads#unused} does. */
    List<UnusedImage> unusedHere(Set<String> wanted, Instant before, Predicate<String> remove) {
        return downloads.unused(wanted, before, remove);
    }

    private String local(Wanted wanted, CancelSignal cancel, IntConsumer percent) {
        Path disk = readable(wanted, wanted.file());
        String sum = digest(wanted, disk);
        wanted.sha256().filter(expected -> !expected.equals(sum)).ifPresent(expected -> {
            throw wanted.bad("file %s has the checksum %s, expected was %s; get the file again or correct the lab file"
                    .formatted(disk, sum, expected));
        });
        check(wanted, disk);
        GoldenFile file = new GoldenFile(disk, sum, wanted.kind());
        return stored(file, cancel, () -> upload.send(file, cancel, percent), percent);
    }

    /** Fetches the file only if the host does not have it; for a simulated host never. */
    private String fetched(Wanted wanted, RemoteFile remote, CancelSignal cancel, IntConsumer percent) {
        String sum = wanted.sha256().orElseThrow();
        GoldenFile file = new GoldenFile(downloads.place(sum), sum, wanted.kind());
        return stored(
                file,
                cancel,
                () -> {
                    if (upload.simulated()) {
                        return upload.pretend(file);
                    }
                    downloads.fetch(remote, sum, cancel, p -> percent.accept(p * FETCHING / 100));
                    check(wanted, file.file());
                    return upload.send(file, cancel, p -> percent.accept(FETCHING + p * (100 - FETCHING) / 100));
                },
                percent);
    }

    private DirectBoot storedBoot(Wanted wanted, DirectBoot boot, CancelSignal cancel) {
        Path kernel = readable(wanted, boot.kernel());
        Path initrd = readable(wanted, boot.initrd());
        return new DirectBoot(
                storedPart(new GoldenFile(kernel, digest(wanted, kernel), "vmlinuz"), cancel),
                storedPart(new GoldenFile(initrd, digest(wanted, initrd), "initrd"), cancel),
                boot.commandLine());
    }

    private String storedPart(GoldenFile file, CancelSignal cancel) {
        return stored(file, cancel, () -> upload.send(file, cancel, p -> {}), p -> {});
    }

    private String stored(GoldenFile file, CancelSignal cancel, Supplier<String> send, IntConsumer percent) {
        TurnLock turn = turns.computeIfAbsent(file.prefix(), k -> new TurnLock());
        return turn.run(cancel, () -> {
            Optional<String> path =
                    Optional.ofNullable(ready.get(file.prefix())).flatMap(upload::path);
            if (path.isEmpty()) {
                String volume = upload.find(file).orElseGet(send);
                ready.put(file.prefix(), volume);
                path = upload.path(volume);
            }
            percent.accept(100);
            return path.orElseThrow(() -> new HypervisorException(
                    Reason.BAD_IMAGE, "Image file " + file.file() + " was removed from the host while it was sent"));
        });
    }

    private static void check(Wanted wanted, Path file) {
        try {
            Optional<String> problem = wanted.kind().equals(DISC)
                    ? IsoHeader.problem(file)
                    : Qcow2Header.read(file).problem();
            problem.ifPresent(p -> {
                throw wanted.bad("file " + file + " " + p);
            });
        } catch (IOException e) {
            throw wanted.unreadable(file, e);
        }
    }

    private String digest(Wanted wanted, Path file) {
        try {
            return digests.sha256(file);
        } catch (IOException e) {
            throw wanted.unreadable(file, e);
        }
    }

    private static Path readable(Wanted wanted, String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw wanted.bad("file " + file + " is not there or cannot be read; put it there or correct the lab file");
        }
        return path;
    }
}
