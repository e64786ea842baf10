package io.laas.jenkins;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that has a data directory, as another server would. */
final class OtherHolder implements AutoCloseable {
    private final Process process;

    private OtherHolder(Process process) {
        this.process = process;
    }

    /** Returns once it has the directory. */
    static OtherHolder of(Path directory) throws Exception {
        Path classes = Path.of(OtherHolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        OtherHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IllegalStateException("the other process does not hold " + directory);
        }
        return new OtherHolder(process);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        Path.of(args[0], "laas.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            byte[] who = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(who));
            System.out.write(lock.isValid() ? 1 : 0);
            System.out.flush();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
