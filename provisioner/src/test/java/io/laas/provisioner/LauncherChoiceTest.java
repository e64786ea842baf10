package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher simulates and when it does not: only where QEMU is not to be had, or on demand, and never quietly. */
class LauncherChoiceTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String LIBRARIES = "echo 'libvirt.so.0 (libc6) => /x'; echo 'libvirt-qemu.so.0 (libc6) => /x'";

    /** Runs the choice alone; the host answers with $1, the client library with $2. */
    private static final String CHOOSE = """
            set -euo pipefail
            LAAS_CACHE=/nowhere
            die() { code=$1; shift; echo "laas: $*" >&2; exit "$code"; }
            host=$1 library=$2
            ensure_host() { if [[ ${1:-} == --simulated ]]; then return "$library"; fi; return "$host"; }
            source "$3"/launcher/demo.sh
            [[ ${4:-} != --simulated ]] || demo_simulated=true
            demo_choose_host
            echo "simulated=$demo_simulated"
            """;

    @TempDir
    private Path stubs;

    private record Ran(int code, String out) {}

    private Ran run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", stubs.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), text);
        }
    }

    private void stub(String program, String body) throws IOException {
        Path file = Files.writeString(stubs.resolve(program), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran ensureHost(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(PROJECT.resolve("provisioner/host/ensure-host.sh").toString()));
        command.addAll(List.of(options));
        return run(command);
    }

    private Ran choose(int host, int library, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", CHOOSE, "choose", "" + host, "" + library, PROJECT.toString()));
        command.addAll(List.of(options));
        return run(command);
    }

    @Test
    void demoIsRealWhereTheHostIsReady() throws Exception {
        assertThat(choose(0, 0)).isEqualTo(new Ran(0, "simulated=false\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void demoIsSimulatedLoudlyWhereQemuIsNotToBeHad(int code) throws Exception {
        Ran ran = choose(code, 0);
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .anyMatch(l -> l.startsWith("SIMULATED: QEMU "))
                .contains("SIMULATED: but no machine is started, no network or disk is made, and nobody can log in.")
                .anyMatch(l -> l.startsWith("SIMULATED: for the real thing: ") && l.contains("sudo ./laas host ensure"))
                .last()
                .isEqualTo("simulated=true");
    }

    @Test
    void demoEndsWithThreeWhereOnlyRootIsMissing() throws Exception {
        Ran ran = choose(3, 0);
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).contains("./laas demo --simulated").doesNotContain("SIMULATED");
    }

    @Test
    void demoFailsWhereLibvirtDoesNotStart() throws Exception {
        assertThat(choose(5, 0).code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"4, ''", "0, --simulated"})
    void demoEndsWithThreeWithoutTheClientLibrary(int host, String option) throws Exception {
        Ran ran = choose(host, 3, option);
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).contains("client library").doesNotContain("simulated=true");
    }

    @Test
    void demoIsSimulatedOnDemandThoughTheHostIsReady() throws Exception {
        assertThat(choose(0, 0, "--simulated").out())
                .contains("SIMULATED: asked for by --simulated.", "SIMULATED: for the real thing: ./laas demo")
                .endsWith("simulated=true\n");
    }

    @Test
    void otherProcessorsCannotRunPodsButCanSimulate() throws Exception {
        stub("uname", "echo aarch64");
        stub("ldconfig", LIBRARIES);
        Ran real = ensureHost("--check");
        assertThat(real.code()).isEqualTo(4);
        assertThat(real.out()).contains("x86_64 machines only, and this one is aarch64");
        assertThat(ensureHost("--simulated")).isEqualTo(new Ran(0, "host: ready for simulated hosts\n"));
    }

    @Test
    void missingClientLibraryIsNamed() throws Exception {
        stub("ldconfig", "echo 'libvirt.so.0 (libc6) => /x'");
        Ran ran = ensureHost("--simulated", "--check");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("libvirt's client library", "is not installed");
    }
}
