package io.laas.model.operation;

import io.laas.model.lab.DirectBoot;
import java.util.Objects;
import java.util.Optional;

/**
 * The disk of a machine that a snapshot has saved.
 *
 * @param machine its name in the pod
 * @param sha256 checksum of the file, 64 lower-case hexadecimal digits
 * @param bytes size of the file
 * @param diskGiB size of the disk in it in GiB, rounded up
 * @param boot kernel and initial RAM disk that were saved beside it, as volumes on the host, if the machine is booted directly
 */
public record SavedDisk(String machine, String sha256, long bytes, int diskGiB, Optional<DirectBoot> boot) {
    public SavedDisk {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(boot, "boot");
        if (bytes < 0 || diskGiB < 0) {
            throw new IllegalArgumentException(
                    "disk of %s: sizes must not be negative, were %d bytes, %d GiB".formatted(machine, bytes, diskGiB));
        }
    }
}
