package io.laas.model.pod;

/**
 * What a host has or a pod needs; all values zero or more.
 *
 * @param cores virtual CPUs
 * @param memoryMiB memory in MiB
 * @param diskGiB disk in GiB
 */
public record Capacity(int cores, int memoryMiB, int diskGiB) {
    public static final Capacity ZERO = new Capacity(0, 0, 0);

    public Capacity {
        if (cores < 0 || memoryMiB < 0 || diskGiB < 0) {
            throw new IllegalArgumentException(
                    "capacity must not be negative: %d cores, %d MiB, %d GiB".formatted(cores, memoryMiB, diskGiB));
        }
    }

    public Capacity plus(Capacity other) {
        return new Capacity(
                Math.addExact(cores, other.cores),
                Math.addExact(memoryMiB, other.memoryMiB),
                Math.addExact(diskGiB, other.diskGiB));
    }

    public boolean fitsIn(Capacity whole) {
        return cores <= whole.cores && memoryMiB <= whole.memoryMiB && diskGiB <= whole.diskGiB;
    }

    @Override
    public String toString() {
        return cores + " cores, " + memoryMiB + " MiB memory, " + diskGiB + " GiB disk";
    }
}
