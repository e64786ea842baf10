package io.laas.engine.bench;

import io.laas.engine.Bench;
import io.laas.engine.EngineSettings;
import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.fake.Labs;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingRequestBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * What the engine costs with a tenth and with all of 1,000 hosts, 10,000 virtual pods and 10⁶ bookings that are over, on an H2 file and,
 * where a URL is given, on PostgreSQL. Operations on hosts do nothing; the clock is set. Arguments: hosts at most (default 1,000), and the
 * JDBC URL of a PostgreSQL in which a schema may be made.
 */
public final class ScaleBench {
    private static final int TENFOLD = 10;
    private static final int BOOKINGS_PER_HOST = 1_000;
    private static final int WARM_UP = 20;
    private static final int TURNS = 200;
    private static final int SLOW_TURNS = 40;
    private static final double MILLIS = 1e6;
    private static final long MEBI = 1L << 20;
    private static final Duration MONTH = Duration.ofDays(30);

    private final PrintStream out = System.out;
    private final Map<String, Double> before = new LinkedHashMap<>();

    private ScaleBench() {}

    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        Path directory = Files.createTempDirectory("laas-scale");
        try {
            new ScaleBench()
                    .on(
                            "H2 file",
                            EngineSettings.inDirectory(directory.resolve("small")),
                            EngineSettings.inDirectory(directory.resolve("large")),
                            hosts);
        } finally {
            delete(directory);
        }
        if (args.length > 1) {
            new ScaleBench().on("PostgreSQL", Databases.newSchema(args[1]), Databases.newSchema(args[1]), hosts);
        }
    }

    private void on(String database, EngineSettings small, EngineSettings large, int hosts) throws Exception {
        out.printf("%s:%n", database);
        measure(small, new ScaleLabs(hosts / TENFOLD));
        measure(large, new ScaleLabs(hosts));
    }

    private void measure(EngineSettings settings, ScaleLabs labs) throws Exception {
        int bookings = labs.hosts() * BOOKINGS_PER_HOST;
        out.printf(
                Locale.ROOT,
                "  %,d hosts, %,d virtual pods, %,d bookings that are over:%n",
                labs.hosts(),
                labs.vpods(),
                bookings);
        long begun = System.nanoTime();
        try (Bench bench = new Bench(settings, labs.build())) {
            Instant now = bench.clock.instant();
            book(bench, labs, 0, now.plus(Duration.ofDays(1)));
            PastBookings.write(
                    Databases.of(settings), labs, bookings, Bench.ANN.user().value(), now);
            fill(bench, labs);
            out.printf(Locale.ROOT, "    (made in %.0f s)%n", (System.nanoTime() - begun) / 1e9);
            free(bench, labs);
            calendar(bench, labs, now);
            booking(bench, labs, now);
            time(
                    "tick of the clock with nothing due",
                    SLOW_TURNS,
                    i -> bench.engine().tick());
            memory();
        }
    }

    /** Takes every pod of the first lab, so that one has to wait there. */
    private static void fill(Bench bench, ScaleLabs labs) {
        for (int i = 0; i < labs.vpodsPerLab(); i++) {
            bench.granted(order(labs, 0).length(Duration.ofHours(4 + i % 24)).build(), Bench.ANN);
        }
        bench.settle();
    }

    private static BookingRequestBuilder order(ScaleLabs labs, int lab) {
        return BookingRequest.of(Labs.SMALL, Bench.ANN.user())
                .lab(new LabId(labs.lab(lab)))
                .purpose("scale");
    }

    private void free(Bench bench, ScaleLabs labs) {
        time("is a pod free now: yes", TURNS, i -> ask(bench, labs.lab(1)));
        time("is a pod free now: no, the next free slot", TURNS, i -> ask(bench, labs.lab(0)));
    }

    private static void ask(Bench bench, String lab) {
        AvailabilityQuery query = new AvailabilityQuery(
                Optional.of(new LabId(lab)),
                Labs.SMALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Bench.done(bench.engine().bookings().availability(query, Bench.ANN));
    }

    private void calendar(Bench bench, ScaleLabs labs, Instant now) {
        TimeSlot month = new TimeSlot(now.minus(MONTH), now);
        time(
                "calendar, a past month of one lab",
                SLOW_TURNS,
                i -> bench.engine().calendar().timetable(month, Optional.of(new LabId(labs.lab(2))), Bench.ANN));
        TimeSlot coming = new TimeSlot(now, now.plus(MONTH));
        time(
                "calendar, the coming month of all labs",
                SLOW_TURNS,
                i -> bench.engine().calendar().timetable(coming, Optional.empty(), Bench.ANN));
    }

    private void booking(Bench bench, ScaleLabs labs, Instant now) {
        List<Booking> booked = new ArrayList<>();
        time("booking for later", TURNS, i -> booked.add(book(bench, labs, 3, now.plus(Duration.ofDays(2 + i % 30)))));
        time(
                "giving such a booking up",
                booked.size() - WARM_UP,
                i -> Bench.done(bench.engine().bookings().release(booked.get(i).id(), "", Bench.ANN)));
    }

    private static Booking book(Bench bench, ScaleLabs labs, int lab, Instant start) {
        return bench.granted(
                order(labs, lab).start(start).length(Duration.ofHours(2)).build(), Bench.ANN);
    }

    private void time(String what, int turns, IntConsumer work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.accept(i);
        }
        long[] nanos = new long[turns];
        for (int i = 0; i < turns; i++) {
            long start = System.nanoTime();
            work.accept(WARM_UP + i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        say(
                what,
                nanos[turns / 2] / MILLIS,
                "ms",
                ", 99 of 100 within %.1f ms".formatted(nanos[(int) (turns * 0.99)] / MILLIS));
    }

    private void memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        say(
                "heap in use after a collection",
                (runtime.totalMemory() - runtime.freeMemory()) / (double) MEBI,
                "MiB",
                "");
    }

    private void say(String what, double value, String unit, String more) {
        Double smaller = before.put(what, value);
        String growth = smaller == null ? "" : ", %.1f times the tenth".formatted(value / smaller);
        out.printf(Locale.ROOT, "    %-45s %8.2f %s%s%s%n", what, value, unit, more, growth);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
