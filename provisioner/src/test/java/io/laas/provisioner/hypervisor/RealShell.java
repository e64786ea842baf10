package io.laas.provisioner.hypervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what guests are told with this system's own shell, each machine in a directory of its own that stands for its root. */
public final class RealShell implements InMemoryHost.GuestPrograms {
    private final Path root;

    public RealShell(Path root) {
        this.root = root;
    }

    /** Returns where the machine's files are. */
    public Path of(String domain) {
        try {
            return Files.createDirectories(root.resolve(domain));
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for " + domain, e);
        }
    }

    @Override
    public GuestResult run(String domain, List<String> argv, String input) {
        Path here = of(domain);
        List<String> command = argv.stream()
                .map(a -> a.startsWith("/") && !a.startsWith("/bin/") ? here + a : a)
                .toList();
        try {
            Path said = Files.createTempFile(here, "said", "");
            Path wrong = Files.createTempFile(here, "wrong", "");
            Process process = new ProcessBuilder(command)
                    .directory(here.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(wrong.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("%s on %s did not end".formatted(argv.get(3), domain));
            }
            GuestResult result = new GuestResult(process.exitValue(), Files.readString(said), Files.readString(wrong));
            Files.delete(said);
            Files.delete(wrong);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("no shell for " + domain, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
