package io.laas.provisioner.download;

import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files whose checksum is known, each once, into a directory. What broke off is gone on with, by this process or a later one;
 * a file is there under its name only after its checksum was proved.
 *
 * <p>Thread-safe: who wants a file that somebody is fetching, in this process or another one of the machine, waits for it.
 */
public final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private static final Pattern KEPT = Pattern.compile("(?<sum>[0-9a-f]{64})(?:\\.part)?");

    private final Path directory;
    private final Pace pace;
    private final Turns turns;

    /**
     * How patient it is.
     *
     * @param stall how long nothing may arrive before the connection is given up
     * @param pause before the second try without progress; the next ones double it
     */
    public record Pace(Duration stall, Duration pause) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    public Downloads(Path directory) {
        this(directory, Pace.USUAL);
    }

    public Downloads(Path directory, Pace pace) {
        this.directory = directory;
        this.pace = pace;
        this.turns = new Turns(directory);
    }

    /** Returns those of this machine: in {@code images} of the directory in LAAS_CACHE, or of {@code ~/.cache/laas}. */
    public static Downloads ofThisMachine() {
        String cache = System.getenv("LAAS_CACHE");
        Path base = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "laas")
                : Path.of(cache);
        return new Downloads(base.resolve("images"));
    }

    /** Returns where the file is once it was fetched. */
    public Path place(String sha256) {
        return directory.resolve(sha256);
    }

    /**
     * Makes sure the file is there.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @param percent hears 0 … 100 while it arrives, if its length is known
     * @return where it is
     * @throws HypervisorException if it cannot be had, with the reason CANCELLED, NO_SPACE or BAD_IMAGE
     */
    public Path fetch(RemoteFile file, String sha256, CancelSignal cancel, IntConsumer percent) {
        Path whole = place(sha256);
        if (Files.isRegularFile(whole)) {
            return whole;
        }
        try {
            Files.createDirectories(directory);
            return turns.run(sha256, cancel, () -> {
                if (!Files.isRegularFile(whole)) {
                    bring(file, sha256, cancel, percent);
                }
                return whole;
            });
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.OTHER, "%s cannot be kept in %s: %s".formatted(file.shown(), directory, e.getMessage()), e);
        }
    }

    /**
     * Finds what was fetched, wholly or in part, and is not wanted.
     *
     * @param wanted checksums of files that stay
     * @param before what was written to since stays, because somebody may be fetching it
     * @param remove which of it is removed, by name
     * @return what was found, also if it was removed, in the order of the names, which begin with {@code fetched-}
     */
    public List<UnusedImage> unused(Set<String> wanted, Instant before, Predicate<String> remove) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<UnusedImage> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher m = KEPT.matcher(file.getFileName().toString());
                if (m.matches()
                        && !wanted.contains(m.group("sum"))
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    UnusedImage unused = new UnusedImage("fetched-" + file.getFileName(), Files.size(file));
                    if (!remove.test(unused.volume()) || removed(file, m.group("sum"), before)) {
                        found.add(unused);
                    }
                }
            }
            return List.copyOf(found);
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.OTHER,
                    "What was fetched to %s cannot be looked at: %s".formatted(directory, e.getMessage()),
                    e);
        }
    }

    /** Removes the file unless somebody has begun to go on with it. */
    private boolean removed(Path file, String sum, Instant before) throws IOException {
        try {
            return turns.run(
                    sum,
                    () -> true,
                    () -> Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file));
        } catch (HypervisorException e) {
            LOG.debug("{} stays because somebody fetches it", file, e);
            return false;
        }
    }

    private void bring(RemoteFile file, String sha256, CancelSignal cancel, IntConsumer percent) throws IOException {
        Path part = directory.resolve(sha256 + ".part");
        boolean resumed = Files.exists(part) && Files.size(part) > 0;
        Transfer transfer = new Transfer(file, part, pace, cancel, percent);
        transfer.run();
        String arrived = Checksum.of(part, cancel);
        if (!arrived.equals(sha256) && resumed) {
            LOG.info("What was there of {} belongs to another file; it is fetched anew", file.shown());
            Files.delete(part);
            transfer.run();
            arrived = Checksum.of(part, cancel);
        }
        if (!arrived.equals(sha256)) {
            Files.delete(part);
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "What %s gives has the checksum %s, expected was %s; correct the url or the sha256 in the lab file"
                            .formatted(file.shown(), arrived, sha256));
        }
        Files.move(part, place(sha256), StandardCopyOption.ATOMIC_MOVE);
        LOG.info("{} is fetched ({} MiB)", file.shown(), Files.size(place(sha256)) >> 20);
    }
}
