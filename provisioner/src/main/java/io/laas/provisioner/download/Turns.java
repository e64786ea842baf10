package io.laas.provisioner.download;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one at a time fetch a file: of this process by a lock, of the machine by the lock of a file. Who waits can be cancelled. */
final class Turns {
    private static final long LOOK_MILLIS = 100;

    /** For the whole process, because a process cannot wait for its own lock of a file. */
    private static final Map<Path, ReentrantLock> INSIDE = new ConcurrentHashMap<>();

    private final Path directory;

    Turns(Path directory) {
        this.directory = directory;
    }

    /** What is done in a turn. */
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T run(String name, CancelSignal cancel, Work<T> work) throws IOException {
        Path file = directory.resolve(name + ".lock").toAbsolutePath().normalize();
        ReentrantLock inside = INSIDE.computeIfAbsent(file, f -> new ReentrantLock());
        try {
            while (!inside.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                stopIf(cancel);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            while (lock == null) {
                stopIf(cancel);
                pause();
                lock = channel.tryLock();
            }
            return work.run();
        } finally {
            inside.unlock();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void stopIf(CancelSignal cancel) {
        if (cancel.isCancelled()) {
            throw new HypervisorException(Reason.CANCELLED, "Waiting for somebody else's download was cancelled");
        }
    }

    private static HypervisorException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new HypervisorException(Reason.CANCELLED, "Waiting for somebody else's download was interrupted", e);
    }
}
