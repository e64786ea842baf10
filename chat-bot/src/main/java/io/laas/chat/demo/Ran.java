package io.laas.chat.demo;

import io.laas.chat.core.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end. */
record Ran(int code, String out, String err) {
    private static final int MAX_OUTPUT = 1 << 20;

    /** A thread for each stream: where both are read by one, as by the common pool of Java 25 on two cores, a full one blocks the other. */
    private static final Executor READERS = command -> {
        Thread thread = new Thread(command, "reader");
        thread.setDaemon(true);
        thread.start();
    };

    /** Runs a program with some input; one that takes longer than {@code limit}, or whose caller is interrupted, is ended. */
    static Ran command(List<String> command, String input, Duration limit) throws DemoFailed, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new DemoFailed(command.get(0) + " cannot be started: " + e.getMessage());
        }
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), READERS);
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), READERS);
        try {
            write(process, input);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoFailed(command.get(0) + " did not end within " + limit.toSeconds() + " s");
            }
            return new Ran(process.exitValue(), out.join(), err.join());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A program may end before it has read everything; its exit code then tells more than the broken pipe. */
    private static boolean write(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the last line it said, errors first. */
    String lastLine() {
        String said = err.isBlank() ? out : err;
        List<String> lines = said.lines().filter(l -> !l.isBlank()).toList();
        return lines.isEmpty() ? "exit code " + code : Plain.line(lines.get(lines.size() - 1));
    }
}
