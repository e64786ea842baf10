package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.on;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.NewToken;
import io.laas.engine.account.RequestKey;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.fake.World;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.statistics.Grouping;
import io.laas.engine.statistics.Period;
import io.laas.engine.statistics.Usage;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.OutageKind;
import io.laas.model.event.Event;
import io.laas.model.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores that earlier versions have written are opened, brought to this one, and tell what they told. For each there is a file
 * {@code schema-N.mv.db.gz}, N being the last migration it knew, and {@code schema-N.txt} with what it told. Neither is ever
 * changed; when migrations are added, {@code -Dlaas.stored.write=true} writes the next pair.
 */
class UpgradeTest {
    private static final Path STORED = Path.of("src/test/resources/io/laas/engine/stored");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    static List<String> stored() {
        try (Stream<Path> files = Files.list(STORED)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".txt"))
                    .map(n -> n.substring(0, n.length() - ".txt".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lab lab() {
        return aLab().host("h1", 3).vpod("v1", "h1").build();
    }

    private static Engine open(EngineSettings settings, SettableClock clock) {
        return Engine.open(settings, new InMemoryPodOperations(new World()), clock, Runnable::run);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anOlderStoreTellsWhatItToldAndGoesOn(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(STORED.resolve(name + ".mv.db.gz")))) {
            Files.copy(in, directory.resolve("laas.mv.db"));
        }
        EngineSettings settings = EngineSettings.inDirectory(directory);
        long last;
        try (Engine engine = open(settings, new SettableClock())) {
            assertThat(StoreFacts.of(engine, ANN, BOB)).isEqualTo(Files.readAllLines(STORED.resolve(name + ".txt")));
            last = engine.events().last();
        }
        goesOn(settings, last);
    }

    private static void goesOn(EngineSettings settings, long last) {
        try (Bench bench = new Bench(settings, lab())) {
            Booking active = only(bench, BookingState.ACTIVE);
            bench.clock.move(Duration.ofHours(1));
            done(bench.engine().bookings().release(active.id(), "upgraded", ANN));
            Booking next =
                    bench.granted(at(request(ADMIN, SMALL), SettableClock.START.plus(DAY.multipliedBy(9)), DAY), ADMIN);
            bench.settle();

            assertThat(bench.state(active.id())).isEqualTo(BookingState.DONE);
            assertThat(next.id().number()).isGreaterThan(active.id().number());
            assertThat(bench.engine().statistics().usage(week(), Grouping.USER))
                    .as("since when it is used stands in its events")
                    .contains(new Usage("ann", 1, Duration.ofHours(1), 0, 0));
            List<Event> events = bench.engine().events().after(last, 500);
            assertThat(events.get(0).sequence()).isEqualTo(last + 1);
        }
    }

    private static Period week() {
        return new Period(TimeSlot.of(SettableClock.START, DAY.multipliedBy(7)), ZoneOffset.UTC, Optional.empty());
    }

    private static Booking only(Bench bench, BookingState state) {
        return bench.engine().bookings().list(BookingFilter.all(500), ADMIN).items().stream()
                .map(BookingView::booking)
                .filter(b -> b.state() == state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @EnabledIfSystemProperty(named = "laas.stored.write", matches = "true")
    void writesTheNextPair() throws Exception {
        EngineSettings settings = EngineSettings.inDirectory(directory);
        try (Bench bench = new Bench(settings, lab())) {
            live(bench);
        }
        String name = "schema-" + compacted();
        Files.createDirectories(STORED);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(STORED.resolve(name + ".mv.db.gz")))) {
            Files.copy(directory.resolve("laas.mv.db"), out);
        }
        try (Engine engine = open(settings, new SettableClock())) {
            Files.write(STORED.resolve(name + ".txt"), StoreFacts.of(engine, ANN, BOB));
        }
    }

    /** One booking in each state that stays, an outage, keys, a token, a zone, and refusals on record. */
    private static void live(Bench bench) {
        Engine engine = bench.engine();
        done(engine.accounts().setZone(ZoneId.of("Asia/Tokyo"), ANN));
        done(engine.accounts().addKey(EngineContract.KEY, ANN));
        done(engine.accounts().issue(new NewToken(ANN.user(), "laptop", Set.of(Right.VIEW, Right.BOOK)), ADMIN));
        Booking over = bench.granted(on(lasting(request(ANN, SMALL), DAY), "v1"), ANN);
        bench.settle();
        done(engine.bookings().release(over.id(), "done early", ANN));
        bench.settle();
        Booking active = bench.granted(on(lasting(request(ANN, SMALL), DAY), "v1"), ANN);
        bench.settle();
        done(engine.bookings().members(active.id(), new MemberChange(Set.of(BOB.user()), Set.of()), ANN));
        done(engine.bookings().extend(active.id(), new Extension.By(DAY), ANN.once(new RequestKey("key-1", "extend"))));
        bench.granted(at(request(BOB, SMALL), SettableClock.START.plus(DAY.multipliedBy(3)), DAY), BOB);
        Booking given = bench.granted(at(request(BOB, SMALL), SettableClock.START.plus(DAY.multipliedBy(5)), DAY), BOB);
        done(engine.bookings().release(given.id(), "", BOB));
        bench.book(waiting(on(lasting(request(BOB, SMALL), DAY), "v1")), BOB);
        engine.bookings().release(active.id(), "", Bench.person("mallory"));
        done(engine.outages()
                .set(
                        new NewOutage(
                                new LabId("demo"),
                                Optional.empty(),
                                Optional.of(SettableClock.START.plus(DAY.multipliedBy(20))),
                                SettableClock.START.plus(DAY.multipliedBy(21)),
                                OutageKind.PLANNED,
                                "new switches"),
                        false,
                        ADMIN));
        bench.settle();
    }

    /** Makes the file small and returns the number of its last migration. */
    private int compacted() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("laas"), "sa", "");
                var statement = connection.createStatement()) {
            int last;
            try (var rows = statement.executeQuery(
                    "select max(cast(\"version\" as integer)) from \"laas_schema_history\" where \"version\" is not null")) {
                rows.next();
                last = rows.getInt(1);
            }
            statement.execute("shutdown compact");
            return last;
        }
    }
}
