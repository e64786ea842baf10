package io.laas.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an engine is opened.
 *
 * @param directory the data directory; empty for a database elsewhere
 * @param database JDBC URL ({@code jdbc:h2:…} or {@code jdbc:postgresql:…}) with credentials; empty: an H2 file in the directory
 * @param poolSize database connections, 2 … 64
 * @param leakAge how long an unknown thing must have been seen before it is removed
 * @param reconcileEvery how often store and hosts are compared
 * @param probeEvery how often hosts are asked whether they answer
 * @param retryDelay pause before failed cleaning is tried again; doubles each time
 * @param lease how long the worker of a lab elsewhere may be silent before its operations are given out again, 10 s … 10 min
 * @param freeSpace bytes that must be free in the directory's file system for anything to be written
 */
public record EngineSettings(
        Optional<Path> directory,
        Optional<Database> database,
        int poolSize,
        Duration leakAge,
        Duration reconcileEvery,
        Duration probeEvery,
        Duration retryDelay,
        Duration lease,
        long freeSpace) {
    /** What {@link #lease} is unless said otherwise. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);
    private static final int POOL = 10;
    private static final long FREE_SPACE = 16L << 20;

    /** Where a database is; user and password may be null where the URL says them. */
    public record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return "Database[" + url.replaceAll("[?;].*", "") + "]";
        }
    }

    public EngineSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(database, "database");
        if (directory.isEmpty() && database.isEmpty()) {
            throw new IllegalArgumentException("engine: a data directory or a database must be given");
        }
        if (poolSize < 2 || poolSize > 64) {
            throw new IllegalArgumentException("engine: pool size must be 2 to 64, was " + poolSize);
        }
        if (!isLease(lease)) {
            throw new IllegalArgumentException("engine: the lease must be 10 to 600 seconds, was " + lease.toSeconds());
        }
    }

    /** Returns whether {@link #lease} may be that long. */
    public static boolean isLease(Duration lease) {
        return lease.compareTo(SHORTEST_LEASE) >= 0 && lease.compareTo(LONGEST_LEASE) <= 0;
    }

    /** Returns the defaults for an H2 file in a directory, which is made if need be. */
    public static EngineSettings inDirectory(Path directory) {
        return with(Optional.of(directory), Optional.empty());
    }

    /** Returns the defaults for a database. */
    public static EngineSettings at(Database database) {
        return with(Optional.empty(), Optional.of(database));
    }

    private static EngineSettings with(Optional<Path> directory, Optional<Database> database) {
        return new EngineSettings(
                directory,
                database,
                POOL,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                LEASE,
                FREE_SPACE);
    }

    public EngineSettings withPoolSize(int size) {
        return new EngineSettings(
                directory, database, size, leakAge, reconcileEvery, probeEvery, retryDelay, lease, freeSpace);
    }

    public EngineSettings withLeakAge(Duration age) {
        return new EngineSettings(
                directory, database, poolSize, age, reconcileEvery, probeEvery, retryDelay, lease, freeSpace);
    }

    public EngineSettings withRetryDelay(Duration delay) {
        return new EngineSettings(
                directory, database, poolSize, leakAge, reconcileEvery, probeEvery, delay, lease, freeSpace);
    }

    public EngineSettings withLease(Duration silence) {
        return new EngineSettings(
                directory, database, poolSize, leakAge, reconcileEvery, probeEvery, retryDelay, silence, freeSpace);
    }

    public EngineSettings withFreeSpace(long bytes) {
        return new EngineSettings(
                directory, database, poolSize, leakAge, reconcileEvery, probeEvery, retryDelay, lease, bytes);
    }
}
