package io.laas.jenkins.operation.work;

import io.laas.model.operation.CancelSignal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees that one process at a time works on a vpod from an agent's directory. An agent that lost its connection may still be at
 * work when it, or a new process in its place, is asked for the same again; a lock on a file holds also between class loaders
 * of one process, and goes with the process.
 */
final class VpodLock implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final FileChannel channel;
    private final FileLock lock;

    private VpodLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits until nobody else works on the vpod.
     *
     * @return nothing if others still do after all that time, or it was cancelled
     */
    static Optional<VpodLock> take(Path directory, String vpod, Duration patience, CancelSignal cancel)
            throws IOException, InterruptedException {
        Path file = Files.createDirectories(directory.resolve("laas").resolve("locks"))
                .resolve(vpod + ".lock");
        long end = System.nanoTime() + patience.toNanos();
        Optional<VpodLock> taken = tryTake(file);
        while (taken.isEmpty() && System.nanoTime() < end && !cancel.isCancelled()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            taken = tryTake(file);
        }
        return taken;
    }

    private static Optional<VpodLock> tryTake(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return Optional.ofNullable(lock).map(l -> new VpodLock(channel, l));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
