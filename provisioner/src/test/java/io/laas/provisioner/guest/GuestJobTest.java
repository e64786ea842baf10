package io.laas.provisioner.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.provisioner.hypervisor.RealShell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in this system's own shell. */
class GuestJobTest {
    @TempDir
    private Path directory;

    private RealShell machine;
    private GuestJob job;

    @BeforeEach
    void machine() {
        machine = new RealShell(directory);
        job = job("o-1-a");
    }

    private GuestJob job(String name) {
        return new GuestJob(
                (argv, input, timeout) -> machine.run("m", argv, new String(input)), "m", "/run/jobs", name);
    }

    private GuestJob.State ended(GuestJob some) {
        return await().until(() -> some.look(1), s -> !s.running());
    }

    private Path root() {
        return machine.of("m");
    }

    @Test
    void tellsHowItEndedAndWhatItPrinted() {
        job.start("echo one; echo two >&2; exit 3", Map.of());
        assertThat(ended(job)).isEqualTo(new GuestJob.State(false, OptionalInt.of(3), "one\ntwo\n"));
        assertThat(job.look(5).output()).isEqualTo("two\n");
    }

    @Test
    void runsOnceHoweverOftenItIsStarted() throws IOException {
        job.start("echo x >>count", Map.of());
        job.start("echo x >>count", Map.of());
        ended(job);
        job.start("echo x >>count", Map.of());
        assertThat(root().resolve("count")).hasContent("x");
    }

    /** Whoever asks reads which process it is; between that and its answer the job ends. */
    private void endsWhileItIsAskedFor(Runnable question) throws Exception {
        Path kept = Files.createDirectories(root().resolve("run/jobs/o-1-a"));
        Files.writeString(kept.resolve("out"), "done\n");
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        Path pid = kept.resolve("pid");
        assertThat(new ProcessBuilder("mkfifo", pid.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> asked = CompletableFuture.runAsync(question, task -> new Thread(task).start());
        try (OutputStream told = Files.newOutputStream(pid, StandardOpenOption.WRITE)) {
            Files.writeString(kept.resolve("rc"), "0\n");
            told.write((over.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        asked.join();
    }

    @Test
    void whatEndsWhileItIsLookedAtIsNotCalledCutOff() throws Exception {
        AtomicReference<GuestJob.State> seen = new AtomicReference<>();
        endsWhileItIsAskedFor(() -> seen.set(job.look(1)));
        assertThat(seen.get()).isEqualTo(new GuestJob.State(false, OptionalInt.of(0), "done\n"));
    }

    @Test
    void whatEndsWhileItIsStartedAgainIsNotRunAgain() throws Exception {
        endsWhileItIsAskedFor(() -> job.start("touch again", Map.of()));
        assertThat(root().resolve("run/jobs/o-1-a/out")).hasContent("done");
        assertThat(root().resolve("again")).doesNotExist();
    }

    @Test
    void showsWhatItPrintsWhileItRuns() throws IOException {
        job.start("echo began; while [ ! -e go ]; do sleep 0.05; done; echo went", Map.of());
        await().until(() -> job.look(1), s -> s.running() && s.output().equals("began\n"));
        Files.createFile(root().resolve("go"));
        assertThat(ended(job).output()).isEqualTo("began\nwent\n");
    }

    @Test
    void valuesStayValues() {
        String hostile = "it's $(touch evil) `touch evil` \\ \" & ;\t%s";
        job.start("printf '%s' \"$LAAS_X\"", Map.of("LAAS_X", hostile));
        assertThat(ended(job).output()).isEqualTo(hostile + "\n");
        assertThat(root().resolve("evil")).doesNotExist();
    }

    @Test
    void scriptWithItsValuesIsGoneAfterwardsAndNobodyElseReadsTheRest() throws IOException {
        job.start("ls -l \"$(dirname \"$0\")/script\"", Map.of("LAAS_SECRET", "hunter2hunter2"));
        assertThat(ended(job).output()).startsWith("-rw-------");
        Path kept = root().resolve("run/jobs/o-1-a");
        assertThat(kept.resolve("script")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rwx------");
    }

    @Test
    void printsNoMoreThanFits() {
        job.start("i=0; while [ $i -lt 6000 ]; do i=$((i+1)); echo $i; done; printf '%0700d\\n' 7", Map.of());
        ended(job);
        assertThat(root().resolve("run/jobs/o-1-a/out")).content().endsWith("5000\n");
        GuestJob wide = job("o-1-b");
        wide.start("printf '%0700d' 7", Map.of());
        assertThat(ended(wide).output()).isEqualTo("0".repeat(500) + "\n");
    }

    @Test
    void stopsWithAllItStarted() {
        job.start("(while :; do echo x >>beats; sleep 0.05; done) & while :; do sleep 0.05; done", Map.of());
        await().until(() -> Files.exists(root().resolve("beats")));
        job.stop();
        assertThat(job.look(1)).isEqualTo(new GuestJob.State(false, OptionalInt.empty(), ""));
        long size = size("beats");
        await().during(java.time.Duration.ofMillis(300)).until(() -> size("beats") == size);
    }

    private long size(String file) {
        return root().resolve(file).toFile().length();
    }

    @Test
    void whatWasCutOffIsBegunAnew() throws IOException {
        job.start("echo $$ >pid; exec sleep 600", Map.of());
        Path pid = root().resolve("run/jobs/o-1-a/pid");
        long leader = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(leader).ifPresent(p -> {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
        });
        await().until(() -> !job.look(1).running());
        Files.deleteIfExists(root().resolve("run/jobs/o-1-a/rc"));
        job.start("echo again", Map.of());
        assertThat(ended(job).output()).isEqualTo("again\n");
    }

    @Test
    void forgetsWhatEndedOfOneOperation() {
        GuestJob other = job("o-12-a");
        job.start(":", Map.of());
        other.start(":", Map.of());
        ended(job);
        ended(other);
        forget("o-1", GuestJob.Whose.OWN);
        assertThat(root().resolve("run/jobs/o-1-a")).doesNotExist();
        assertThat(root().resolve("run/jobs/o-12-a")).exists();
        job.start(":", Map.of());
        ended(job);
        forget("o-12", GuestJob.Whose.OTHERS);
        assertThat(root().resolve("run/jobs/o-1-a")).doesNotExist();
        assertThat(root().resolve("run/jobs/o-12-a")).exists();
    }

    private void forget(String operation, GuestJob.Whose whose) {
        GuestJob.forget(
                (argv, input, t) -> machine.run("m", argv, new String(input)), "m", "/run/jobs", operation, whose);
    }

    @Test
    void putsFilesWithTheirModes() throws IOException {
        GuestJob.put((argv, input, t) -> machine.run("m", argv, new String(input)), "m", "/etc/x/y", "0640", "text\n");
        Path file = root().resolve("etc/x/y");
        assertThat(file).hasContent("text\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }
}
