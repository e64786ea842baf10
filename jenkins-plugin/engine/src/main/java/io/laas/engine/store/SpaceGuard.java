package io.laas.engine.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses to write while the disk is nearly full. H2 closes itself when a write fails; refused in time, reading goes on and
 * writing resumes by itself as soon as there is space.
 */
final class SpaceGuard {
    private static final long MEBI = 1L << 20;

    private final Path directory;
    private final FileStore disk;
    private final long needed;

    SpaceGuard(Path directory, long needed) {
        this.directory = directory;
        this.needed = needed;
        try {
            this.disk = Files.getFileStore(directory);
        } catch (IOException e) {
            throw new StoreException("The data directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    void check() {
        long free = usable();
        if (free < needed) {
            throw new StoreException(
                    "The disk of the data directory %s is full (%d MiB left, %d MiB needed): nothing was changed. Free some space; reading goes on."
                            .formatted(directory, free / MEBI, needed / MEBI));
        }
    }

    private long usable() {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new StoreException("The disk of the data directory " + directory + " cannot be asked for space", e);
        }
    }
}
