package io.laas.provisioner.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a guest is told to serve its ISOs at each boot: the script run by this system's shell, with a directory for its root. */
class IsoShareTest {
    /** Stands for the script that serves, and notes what it is given. */
    private static final String NOTES = "echo \"$@\" >>\"$0.said\"\n";

    @TempDir
    private Path root;

    private String share(String input, String... systemctl) throws Exception {
        String text = GuestScript.SHARE.argv(List.of()).get(2);
        for (String path : List.of("/usr/local/lib", "/run/systemd", "/etc/systemd", "/var/lib/cloud")) {
            text = text.replace(path, root + path);
        }
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.writeString(bin.resolve("systemctl"), "#!/bin/sh\n" + String.join("\n", systemctl) + "\n");
        assertThat(bin.resolve("systemctl").toFile().setExecutable(true)).isTrue();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", text, "laas-share"));
        command.addAll(IsoShare.arguments(List.of("tools", "drivers")));
        return run(input, bin, command);
    }

    private String run(String input, Path bin, List<String> command) throws IOException, InterruptedException {
        Path output = root.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", bin + ":", (old, first) -> first + old);
        Process process = builder.start();
        try (var to = process.outputWriter()) {
            to.write(input);
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + "\n" + Files.readString(output);
    }

    private Path kept() {
        return root.resolve("usr/local/lib/laas/share-isos");
    }

    private List<String> said() throws IOException {
        return Files.readAllLines(Path.of(kept() + ".said"));
    }

    @Test
    void cloudInitRunsItAtEachBootWhereThereIsNoSystemd() throws Exception {
        assertThat(share(NOTES)).isEqualTo("0\n");
        Path boot = root.resolve("var/lib/cloud/scripts/per-boot/laas-isos");
        assertThat(run("", root, List.of(boot.toString())))
                .as("as at the next boot")
                .isEqualTo("0\n");
        assertThat(said()).containsExactly("8069 tools drivers", "8069 tools drivers");
        try (Stream<Path> all = Files.list(boot.getParent())) {
            assertThat(all).as("nothing else is run at boot").containsExactly(boot);
        }
    }

    @Test
    void tellsWhyItCannotServe() throws Exception {
        assertThat(share("echo 'port 8069 cannot be served on' >&2; exit 6\n"))
                .isEqualTo("6\nport 8069 cannot be served on\n");
    }

    @Test
    void systemdRunsItAtEachBootAsAUnitWithoutMistakes() throws Exception {
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.createDirectories(root.resolve("etc/systemd/system"));
        assertThat(share(NOTES, "echo \"$@\" >>\"$0.said\"")).isEqualTo("0\n");
        assertThat(Files.readAllLines(root.resolve("bin/systemctl.said")))
                .containsExactly("daemon-reload", "enable laas-isos.service", "restart laas-isos.service");
        Path unit = root.resolve("etc/systemd/system/laas-isos.service");
        assertThat(Files.readString(unit))
                .contains("\nExecStart=/bin/sh " + kept() + " 8069 tools drivers\n")
                .contains("\nWantedBy=multi-user.target\n");
        assertThat(root.resolve("var")).as("it is run once at a boot").doesNotExist();
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(analyze), "no systemd-analyze (package systemd), which would check the unit");
        assertThat(run("", root, List.of(analyze.toString(), "verify", "--man=no", unit.toString())))
                .as("what systemd says of the unit")
                .isEqualTo("0\n");
    }

    @Test
    void saysWhatSystemdSaysWhenItCannotServe() throws Exception {
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.createDirectories(root.resolve("etc/systemd/system"));
        assertThat(share(NOTES, "case $1 in restart) exit 1 ;; status) echo 'laas-isos: failed' ;; esac"))
                .isEqualTo("1\nlaas-isos: failed\n");
    }
}
