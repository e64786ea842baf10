package io.laas.provisioner.libvirt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.provisioner.hypervisor.PodFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A libvirtd in name spaces of its own, reached over TCP, whose directory for disks this process cannot see. */
final class RemoteHost implements AutoCloseable {
    /** Its pool's directory, which does not exist here. */
    static final String STORAGE = "/srv/laas-remote-pool";

    private static final Path SCRIPT = Path.of("src", "test", "scripts", "remote-host.sh");
    private final int number;
    private final Path directory;

    private RemoteHost(int number, Path directory) {
        this.number = number;
        this.directory = directory;
    }

    /** Starts the host; skips the test by name where this is not possible. */
    static RemoteHost start(int number) {
        assumeTrue("root".equals(System.getProperty("user.name")), "a second libvirtd in name spaces needs root");
        assumeTrue(Command.find("libvirtd").isPresent(), "libvirtd is not installed");
        assumeTrue(Command.find("unshare").isPresent(), "unshare is not installed");
        try {
            Path directory = Files.createTempDirectory("laas-host");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            RemoteHost host = new RemoteHost(number, directory);
            String output = host.script("start");
            if (!output.isEmpty()) {
                host.close();
                assumeTrue(false, "no second libvirtd in name spaces: " + output);
            }
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Host host() {
        return PodFixture.host("qemu+tcp://10.77." + number + ".2/system", STORAGE, Accel.TCG);
    }

    void stopDaemon() {
        script("daemon-stop");
    }

    void startDaemon() {
        script("daemon-start");
    }

    /** Returns what it complained of, empty if all is well. */
    private String script(String action) {
        try {
            Path log = directory.resolve("script.log");
            Process process = new ProcessBuilder(List.of(
                            SCRIPT.toAbsolutePath().toString(), action, String.valueOf(number), directory.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int exit = process.waitFor();
            return exit == 0 ? "" : exit + ": " + Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        script("stop");
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
