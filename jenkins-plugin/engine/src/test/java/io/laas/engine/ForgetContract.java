package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.HandOver;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.event.EventSearch;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.NewOutageSeries;
import io.laas.engine.outage.OutageSeries;
import io.laas.engine.statistics.Grouping;
import io.laas.engine.statistics.Period;
import io.laas.engine.statistics.Usage;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** People are taken out of what is older than the policy of the lab keeps them; what happened stays. */
abstract class ForgetContract {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final Caller ZAPHOD = person("zaphod");
    private static final Caller TRILLIAN = person("trillian");
    private static final Caller MARVIN = person("marvin");
    private static final Set<String> PEOPLE = Set.of("zaphod", "trillian", "marvin", "towel", "root");

    /** Whose account, key or token it is counts as long as these are there; they are not history. */
    private static final Set<String> NOT_HISTORY = Set.of("ACCOUNT", "SSH_KEY", "TOKEN");

    abstract EngineSettings settings();

    private static Lab lab() {
        return aLab().host("h1", 4)
                .policy(Policy.DEFAULT.withForgetPeople(KEPT))
                .build();
    }

    private static Booking lived(Bench bench) {
        return lived(bench, ZAPHOD);
    }

    /** Books, changes and gives back a pod with as much of people and their words as there can be. */
    private static Booking lived(Bench bench, Caller owner) {
        bench.engine().accounts().account(TRILLIAN.user());
        bench.engine().accounts().account(MARVIN.user());
        Booking booking = bench.granted(
                request(owner, SMALL)
                        .but()
                        .purpose("towel tests of " + owner.user())
                        .project("heart-of-gold")
                        .length(Duration.ofHours(6))
                        .build(),
                owner);
        bench.settle();
        BookingId id = booking.id();
        done(bench.engine().accounts().addKey(EngineContract.KEY, owner));
        done(bench.engine().bookings().members(id, new MemberChange(Set.of(MARVIN.user()), Set.of()), owner));
        done(bench.engine().bookings().extend(id, new Extension.By(Duration.ofHours(1)), owner));
        done(bench.engine().bookings().handOver(id, new HandOver(TRILLIAN.user(), true), owner));
        refused(bench.engine().bookings().release(id, "", person("marvin")));
        bench.pass(Duration.ofHours(2));
        done(bench.engine().bookings().release(id, "towel found by " + owner.user(), TRILLIAN));
        bench.settle();
        assertThat(bench.state(id)).isEqualTo(BookingState.DONE);
        return bench.booking(id);
    }

    /** Returns each column of each table in which the text of somebody is found. */
    private static Set<String> where(Bench bench, Set<String> words) {
        return bench.engine().store().jdbi().withHandle(handle -> {
            Set<String> found = new TreeSet<>();
            Connection connection = handle.getConnection();
            for (String column : columns(connection)) {
                String[] parts = column.split("\\.");
                for (String word : words) {
                    int rows = handle.createQuery("select count(*) from %s where lower(cast(%s as varchar)) like :word"
                                    .formatted(parts[0], parts[1]))
                            .bind("word", "%" + word + "%")
                            .mapTo(Integer.class)
                            .one();
                    if (rows > 0) {
                        found.add(column.toUpperCase(java.util.Locale.ROOT) + " " + word);
                    }
                }
            }
            return found;
        });
    }

    private static Set<String> columns(Connection connection) {
        try {
            return textColumns(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the columns of the store cannot be listed", e);
        }
    }

    private static Set<String> textColumns(Connection connection) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (ResultSet rs =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (rs.next()) {
                if (rs.getString("TYPE_NAME").toLowerCase(java.util.Locale.ROOT).matches(".*(char|text|large).*")) {
                    columns.add(rs.getString("TABLE_NAME") + "." + rs.getString("COLUMN_NAME"));
                }
            }
        }
        columns.removeIf(c -> c.toLowerCase(java.util.Locale.ROOT).contains("schema_history"));
        return columns;
    }

    private static Set<String> inHistory(Bench bench) {
        Set<String> found = where(bench, PEOPLE);
        found.removeIf(place -> NOT_HISTORY.contains(place.split("\\.")[0]));
        return found;
    }

    private static List<Usage> usage(Bench bench, Grouping by) {
        Instant now = bench.clock.instant();
        return bench.engine()
                .statistics()
                .usage(
                        new Period(
                                new TimeSlot(now.minus(Duration.ofDays(800)), now),
                                ZoneOffset.UTC,
                                Optional.of(new LabId("demo"))),
                        by);
    }

    private static List<EventType> types(Bench bench, BookingId booking) {
        return bench.engine().events().ofBooking(booking, 0, 1000).stream()
                .map(Event::type)
                .toList();
    }

    private static List<Event> events(Bench bench, EventType type) {
        return bench.engine()
                .events()
                .search(new EventSearch(
                        Optional.empty(),
                        Set.of(type),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        100,
                        Optional.empty()))
                .items();
    }

    @Test
    void nothingInTheStoreTellsWhoItWasAndWhatHappenedStays() {
        try (Bench bench = new Bench(settings(), lab())) {
            Booking lived = lived(bench);
            Instant now = bench.clock.instant();
            done(bench.engine()
                    .outages()
                    .set(
                            new NewOutage(
                                    new LabId("demo"),
                                    Optional.of(new HostId("h1")),
                                    Optional.of(now.plus(Duration.ofDays(2))),
                                    now.plus(Duration.ofDays(3)),
                                    OutageKind.PLANNED,
                                    "new disks"),
                            false,
                            ADMIN));
            NewOutage weekly = new NewOutage(
                    new LabId("demo"),
                    Optional.of(new HostId("h1")),
                    Optional.of(now.plus(Duration.ofDays(5))),
                    now.plus(Duration.ofDays(5)).plus(ROUND),
                    OutageKind.PLANNED,
                    "patches");
            OutageSeries series = done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(weekly, "FREQ=WEEKLY;COUNT=2"), false, ADMIN));
            done(bench.engine().outageSeries().end(series.id(), ADMIN));
            List<EventType> happened = types(bench, lived.id());
            List<Usage> byPod = usage(bench, Grouping.POD);
            assertThat(inHistory(bench))
                    .contains(
                            "BOOKING.OWNER trillian",
                            "BOOKING.PURPOSE towel",
                            "EVENT.DETAILS marvin",
                            "EVENT.ACTOR zaphod")
                    .contains("BOOKING_MEMBER.MEMBER zaphod", "OUTAGE.SET_BY root", "OUTAGE_SERIES.SET_BY root");

            bench.pass(KEPT.minus(Duration.ofHours(1)));
            assertThat(bench.booking(lived.id())).as("not yet").isEqualTo(lived);
            bench.pass(Duration.ofDays(20));

            assertThat(inHistory(bench)).isEmpty();
            Booking after = bench.booking(lived.id());
            assertThat(after.owner()).isEqualTo(UserId.FORGOTTEN);
            assertThat(after.project()).isEqualTo("heart-of-gold");
            assertThat(after.slot()).isEqualTo(lived.slot());
            assertThat(after.state()).isEqualTo(BookingState.DONE);
            assertThat(types(bench, lived.id())).isEqualTo(happened);
            assertThat(usage(bench, Grouping.POD)).isEqualTo(byPod);
            assertThat(usage(bench, Grouping.USER)).extracting(Usage::key).containsExactly("forgotten");
            assertThat(events(bench, EventType.PEOPLE_FORGOTTEN))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data()).containsEntry("bookings", "1"));
        }
    }

    @Test
    void whatIsYoungerOrOfAnotherLabStays() {
        Lab other = aLab("other").host("h2", 4).build();
        try (Bench bench = new Bench(settings(), lab(), other)) {
            Booking old = lived(bench);
            Booking elsewhere = bench.granted(
                    request(ZAPHOD, SMALL)
                            .but()
                            .lab(new LabId("other"))
                            .length(Duration.ofHours(1))
                            .build(),
                    ZAPHOD);
            bench.pass(Duration.ofHours(3));
            bench.pass(KEPT.minus(Duration.ofDays(1)));
            Booking young = lived(bench, person("ford"));
            bench.pass(Duration.ofDays(2));

            assertThat(bench.booking(old.id()).owner()).isEqualTo(UserId.FORGOTTEN);
            assertThat(bench.booking(elsewhere.id()).owner()).isEqualTo(ZAPHOD.user());
            assertThat(bench.booking(young.id()).purpose()).isEqualTo("towel tests of ford");
            assertThat(bench.engine().events().ofBooking(young.id(), 0, 1000))
                    .extracting(e -> e.actor().user().value())
                    .contains("ford", "trillian")
                    .doesNotContain("forgotten");
            assertThat(events(bench, EventType.KEYS_CHANGED))
                    .as("what is of no lab stays as long as one lab forgets nobody")
                    .extracting(e -> e.actor().user().value())
                    .contains("zaphod");
        }
    }

    @Test
    void aCrashOnTheWayAndALongHistoryChangeNothing() {
        try (Bench bench = new Bench(
                settings(),
                aLab().host("h1", 4)
                        .policy(Policy.DEFAULT.withQuota(9, 900).withForgetPeople(KEPT))
                        .build())) {
            Instant start = bench.clock.instant().plus(Duration.ofDays(2));
            for (int i = 0; i < 250; i++) {
                Booking booking = bench.granted(
                        at(request(ZAPHOD, SMALL), start.plus(Duration.ofHours(i)), Duration.ofMinutes(30)), ZAPHOD);
                done(bench.engine().bookings().release(booking.id(), "towel", ZAPHOD));
            }
            bench.pass(KEPT.plus(ROUND));
            bench.crash();
            bench.settle();
            bench.pass(ROUND);

            assertThat(inHistory(bench)).isEmpty();
            assertThat(events(bench, EventType.PEOPLE_FORGOTTEN).stream()
                            .mapToInt(e -> Integer.parseInt(e.data().get("bookings")))
                            .sum())
                    .isEqualTo(250);
        }
    }

    @Test
    void withoutThePolicyEverythingStaysAndNobodyTakesTheName() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            Booking lived = lived(bench);
            bench.pass(Duration.ofDays(3000));
            assertThat(bench.booking(lived.id())).isEqualTo(lived);

            assertThat(refused(bench.engine()
                            .accounts()
                            .issue(new NewToken(UserId.FORGOTTEN, "mine", Set.of(Right.VIEW)), ADMIN)))
                    .satisfies(r -> assertThat(r.code()).isEqualTo(RefusalCode.INVALID))
                    .satisfies(r -> assertThat(r.message()).contains("nobody can have it"));
        }
    }
}
