package io.laas.engine;

import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;

import io.laas.engine.account.Caller;
import io.laas.engine.fake.SettableClock;
import io.laas.model.booking.Booking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Another process with an engine on a data directory, which books without end and says so after each booking. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;

    OtherProcess(Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    long pid() {
        return process.pid();
    }

    /** Returns the next booking it says it has. */
    String next() throws IOException {
        String line = says.readLine();
        while (line != null && !line.startsWith("b-")) {
            line = says.readLine();
        }
        return line;
    }

    /** Kills it with no chance to tidy up (SIGKILL). */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) {
        Bench bench = new Bench(
                EngineSettings.inDirectory(Path.of(args[0])),
                aLab().host("h1", 4).build());
        for (int i = 0; true; i++) {
            Caller caller = Bench.person("user" + i);
            Booking booking = bench.granted(
                    at(
                            request(caller, SMALL),
                            SettableClock.START.plus(Duration.ofHours(2L + 2 * i)),
                            Duration.ofHours(1)),
                    caller);
            System.out.println(booking.id());
            System.out.flush();
            if (i > 650) {
                return;
            }
        }
    }
}
