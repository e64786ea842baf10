package io.laas.engine;

import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.awaitility.Awaitility.await;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.fake.SettableClock;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import io.laas.model.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Another process with an engine on a data directory, in which several threads book and release without end, each in a lab of its
 * own, so that their transactions are under way at the same time. It says what it has done after each.
 */
final class ManyWriters implements AutoCloseable {
    private static final int WRITERS = 8;
    private static final int SMALL_PODS = 200;
    private static final Duration FREEZING = Duration.ofMillis(1);

    private final Process process;
    private final BufferedReader says;

    ManyWriters(Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyWriters.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the next thing it says it has done: a booking and the state it is in, such as {@code b-7 SCHEDULED}. */
    String next() throws IOException {
        String line = says.readLine();
        while (line != null && !line.startsWith("b-")) {
            line = says.readLine();
        }
        if (line == null) {
            throw new IOException("the process that writes has ended by itself; its error output tells why");
        }
        return line;
    }

    /** Stops it where it stands (SIGSTOP), every thread of it: its files are now what a kill at this moment would leave. */
    void freeze() throws Exception {
        signal("-STOP");
        await("every thread stands still")
                .pollDelay(Duration.ZERO)
                .pollInterval(FREEZING)
                .until(this::isFrozen);
    }

    private boolean isFrozen() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.allMatch(ManyWriters::isStopped);
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return true; // it ended meanwhile
        }
    }

    /** Lets it go on after {@link #freeze}. */
    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String which) throws Exception {
        String pid = Long.toString(process.pid());
        if (new ProcessBuilder("kill", which, pid).inheritIO().start().waitFor() != 0) {
            throw new IOException("process %s takes no signal %s".formatted(pid, which));
        }
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
        List<Lab> labs = IntStream.range(0, WRITERS)
                .mapToObj(i -> aLab("lab" + i).host("h" + i, SMALL_PODS).build())
                .toList();
        Bench bench = new Bench(EngineSettings.inDirectory(Path.of(args[0])), labs.toArray(Lab[]::new));
        labs.forEach(lab -> new Thread(() -> write(bench, lab.id())).start());
    }

    private static void write(Bench bench, LabId lab) {
        Caller caller = new Caller(
                Actor.of(new UserId("user-of-" + lab), Channel.API), EnumSet.of(Right.VIEW, Right.BOOK, Right.MANAGE));
        BookingRequest tomorrow =
                at(in(lab, request(caller, SMALL)), SettableClock.START.plus(Duration.ofDays(1)), Duration.ofHours(1));
        while (true) {
            Booking booking = bench.granted(tomorrow, caller);
            say(booking);
            say(Bench.done(bench.engine().bookings().release(booking.id(), "next one", caller)));
        }
    }

    private static BookingRequest in(LabId lab, BookingRequest r) {
        return r.but().lab(lab).build();
    }

    private static synchronized void say(Booking booking) {
        System.out.println(booking.id() + " " + booking.state());
        System.out.flush();
    }
}
