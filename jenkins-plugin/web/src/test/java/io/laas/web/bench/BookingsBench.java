package io.laas.web.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Bookings a second over HTTP, each granted, durable when answered, at a random half hour of the coming weeks; with a small and
 * a large history. Arguments: seconds for each measurement (default 8).
 */
public final class BookingsBench {
    private static final int[] HISTORIES = {100, 100_000};
    private static final int[] CLIENTS = {1, 8, 32};
    private static final int SLOTS = 55 * 48;
    private static final int CREATED = 201;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double LOSS = 0.75;

    private final PrintStream out = System.out;
    private final Duration time;

    private BookingsBench(Duration time) {
        this.time = time;
    }

    public static void main(String[] args) throws Exception {
        new BookingsBench(Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 8)).run();
    }

    private void run() throws Exception {
        double[][] rates = new double[HISTORIES.length][];
        Path raw = Files.createTempDirectory("laas-bench");
        out.printf(
                Locale.ROOT, "raw H2, one durable insert after the other: %.0f/s%n", RawInserts.perSecond(raw, time));
        delete(raw);
        for (int i = 0; i < HISTORIES.length; i++) {
            rates[i] = withHistory(HISTORIES[i]);
        }
        for (int c = 0; c < CLIENTS.length; c++) {
            double ratio = rates[1][c] / rates[0][c];
            out.printf(
                    Locale.ROOT,
                    "%2d clients: with %,d bookings %.2f of the rate with %,d (wanted: at least %.2f): %s%n",
                    CLIENTS[c],
                    HISTORIES[1],
                    ratio,
                    HISTORIES[0],
                    LOSS,
                    ratio >= LOSS ? "held" : "NOT HELD");
        }
    }

    private double[] withHistory(int history) throws Exception {
        Path directory = Files.createTempDirectory("laas-bench");
        try {
            BenchServer.start(directory).close();
            History.write(directory.resolve("data"), history);
            try (BenchServer server = BenchServer.start(directory)) {
                out.printf(Locale.ROOT, "with %,d bookings in history:%n", history);
                measure(server, 8, Duration.ofSeconds(3), new Random(0));
                double[] rates = new double[CLIENTS.length];
                for (int i = 0; i < CLIENTS.length; i++) {
                    rates[i] = report(CLIENTS[i], measure(server, CLIENTS[i], time, new Random(i + 1L)));
                }
                out.printf(Locale.ROOT, "  resident memory afterwards: %d MiB%n", server.residentMiB());
                return rates;
            }
        } finally {
            delete(directory);
        }
    }

    private double report(int clients, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        double rate = sorted.size() / (time.toNanos() / NANOS);
        out.printf(
                Locale.ROOT,
                "  %2d clients: %6.0f bookings/s, p50 %6.1f ms, p99 %6.1f ms (n=%d)%n",
                clients,
                rate,
                sorted.get(sorted.size() / 2) / MILLIS,
                sorted.get((int) (sorted.size() * 0.99)) / MILLIS,
                sorted.size());
        return rate;
    }

    private List<Long> measure(BenchServer server, int clients, Duration length, Random random) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + length.toNanos();
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Random own = new Random(random.nextLong());
                all.add(executor.submit(() -> client(server, end, own)));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> each : all) {
                nanos.addAll(each.get());
            }
            return nanos;
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<Long> client(BenchServer server, long end, Random random)
            throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.DAYS);
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < end) {
            Instant start = first.plus(Duration.ofMinutes(30L * random.nextInt(SLOTS)));
            long before = System.nanoTime();
            HttpResponse<String> answer = http.send(booking(server, start), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == CREATED) {
                nanos.add(System.nanoTime() - before);
            } else if (answer.statusCode() != 409) {
                throw new IllegalStateException("the server answered " + answer.statusCode() + ": " + answer.body());
            }
        }
        return nanos;
    }

    private static HttpRequest booking(BenchServer server, Instant start) {
        String body = "{\"pod\":\"one\",\"purpose\":\"bench\",\"length\":\"PT30M\",\"start\":\"" + start + "\"}";
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/bookings"))
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
