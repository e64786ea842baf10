package io.laas.engine.store;

import io.laas.model.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** One process at a time has a data directory. The lock goes with the process, however it ends. */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "laas.lock";
    private static final int MAX_TEXT = 200;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory, Instant now) {
        Path file = directory.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StoreException(
                        "The data directory %s is in use by %s. Stop that server, or give this one another directory."
                                .formatted(directory, holder(file)));
            }
            String text = "process " + ProcessHandle.current().pid() + " since " + now;
            channel.truncate(0).write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new StoreException("The data directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        String text = Names.clean(Files.readString(file), MAX_TEXT);
        return text.isEmpty() ? "another process" : text;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock of the data directory cannot be given up: " + e.getMessage(), e);
        }
    }
}
