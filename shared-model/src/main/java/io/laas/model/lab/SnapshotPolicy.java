package io.laas.model.lab;

/**
 * What a lab lets each user keep in snapshots.
 *
 * @param maxKept most snapshots of one user; 0: nobody takes any here
 * @param maxGiB how large the files of one user's snapshots may be together, in GiB
 */
public record SnapshotPolicy(int maxKept, int maxGiB) {
    /** What a lab allows that does not say: ten snapshots, 100 GiB together. */
    public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(10, 100);

    private static final int MOST_KEPT = 1000;
    private static final int GIB_SHIFT = 30;

    public SnapshotPolicy {
        if (maxKept < 0 || maxKept > MOST_KEPT) {
            throw new IllegalArgumentException(
                    "snapshots: max-kept must be 0 to %d, was %d".formatted(MOST_KEPT, maxKept));
        }
        if (maxGiB < 1) {
            throw new IllegalArgumentException("snapshots: max-size must be at least 1G, was %dG".formatted(maxGiB));
        }
    }

    /** Returns how large the files of one user's snapshots may be together, in bytes. */
    public long maxBytes() {
        return (long) maxGiB << GIB_SHIFT;
    }
}
