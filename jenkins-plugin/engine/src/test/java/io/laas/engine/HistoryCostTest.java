package io.laas.engine;

import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.statistics.Grouping;
import io.laas.engine.statistics.Period;
import io.laas.engine.statistics.StatisticsService;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** What a booking costs does not depend on how many there were: the same statements, and none reads more rows. */
class HistoryCostTest {
    private static final int HISTORY = 20_000;
    private static final Pattern VALUE = Pattern.compile("\\d+: ((?:[A-Z ]*'[^']*')|[^',}]+)[,}]");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /** What one booking made the database do: how often each statement ran. */
    private record Cost(Map<String, Integer> statements) {}

    @Test
    void oldBookingsCostNothing() {
        EngineSettings settings = Bench.inMemory();
        try (Bench bench =
                new Bench(settings, aLab().host("h1", 50).host("h2", 50).build())) {
            Jdbi jdbi = bench.engine().store().jdbi();
            Cost before = cost(bench, jdbi, 1);
            jdbi.useHandle(HistoryCostTest::makeHistory);
            Cost after = cost(bench, jdbi, 2);
            assertThat(after.statements()).isEqualTo(before.statements());
            assertThat(after.statements().values().stream().mapToInt(i -> i).sum())
                    .isLessThan(25);
        }
    }

    @Test
    void noQueryOfABookingsWholeLifeReadsHistory() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 50).build())) {
            Jdbi jdbi = bench.engine().store().jdbi();
            jdbi.useHandle(HistoryCostTest::makeHistory);
            List<String> queries = queries(bench, jdbi);
            assertThat(queries).hasSizeGreaterThan(20);
            jdbi.useHandle(handle ->
                    queries.forEach(q -> assertThat(scanned(handle, q)).as(q).isLessThan(100)));
        }
    }

    @Test
    void whoWaitsForBookingsLooksCheaply() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 9).build())) {
            Set<BookingId> ids = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                ids.add(bench.active(Bench.person("user" + i), Duration.ofHours(2))
                        .id());
            }
            ids.add(new BookingId(999));
            BookingId one = ids.iterator().next();
            var bookings = bench.engine().bookings();
            assertThat(statements(
                            bench,
                            () -> assertThat(bookings.find(ids, Bench.ANN)).hasSize(8)))
                    .isEqualTo(2);
            assertThat(statements(bench, () -> bookings.find(one, Bench.ADMIN))).isLessThanOrEqualTo(6);
            assertThat(bookings.find(ids, new Caller(Bench.ANN.actor(), Set.of())))
                    .isEmpty();
        }
    }

    private static int statements(Bench bench, Runnable work) {
        AtomicInteger count = new AtomicInteger();
        Jdbi jdbi = bench.engine().store().jdbi();
        jdbi.setSqlLogger(logger(c -> count.incrementAndGet()));
        work.run();
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return count.get();
    }

    private static void book(Bench bench, int number) {
        Caller caller = Bench.person("user" + number);
        BookingRequest request =
                at(request(caller, SMALL), SettableClock.START.plus(Duration.ofDays(number)), Duration.ofHours(1));
        bench.granted(request, caller);
    }

    private static Cost cost(Bench bench, Jdbi jdbi, int number) {
        book(bench, 10 + number);
        Map<String, Integer> statements = Collections.synchronizedMap(new TreeMap<>());
        jdbi.setSqlLogger(logger(c -> statements.merge(c.getParsedSql().getSql(), 1, Integer::sum)));
        book(bench, 20 + number);
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return new Cost(new HashMap<>(statements));
    }

    private static List<String> queries(Bench bench, Jdbi jdbi) {
        book(bench, 1);
        Map<String, String> queries = Collections.synchronizedMap(new TreeMap<>());
        jdbi.setSqlLogger(logger(c -> {
            String sql = c.getRenderedSql();
            if (sql.startsWith("select") && !sql.contains("for update")) {
                queries.put(sql, c.getStatement().toString().replaceFirst("(?s)^.*?prep\\d+: ", ""));
            }
        }));
        book(bench, 2);
        bench.pass(Duration.ofDays(2));
        bench.pass(Duration.ofMinutes(70));
        look(bench);
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return List.copyOf(queries.values());
    }

    private static void look(Bench bench) {
        BookingFilter all = BookingFilter.all(50);
        VpodId vpod = new VpodId("pod-1");
        List.of(
                        all,
                        all.ofMember(Bench.ANN.user()),
                        all.in(EnumSet.of(BookingState.ACTIVE, BookingState.WAITING)),
                        all.ofMember(Bench.ANN.user()).in(BookingState.HOLDING),
                        all.unfinished().madeAt("run:"),
                        all.unfinished().by(Booker.PIPELINE),
                        new BookingFilter(
                                all.member(),
                                all.states(),
                                all.lab(),
                                Optional.of(vpod),
                                all.from(),
                                all.to(),
                                all.booker(),
                                all.origin(),
                                50,
                                all.after()))
                .forEach(f -> bench.engine().bookings().list(f, Bench.ADMIN));
        bench.engine().catalogue().hosts();
        bench.engine().vpods().list();
        bench.engine().outages().list();
        bench.engine().reconciler().report();
        statistics(bench);
        calendar(bench);
    }

    private static void calendar(Bench bench) {
        TimeSlot month = new TimeSlot(
                bench.clock.instant().minus(Duration.ofDays(10)),
                bench.clock.instant().plus(Duration.ofDays(20)));
        bench.engine().calendar().timetable(month, Optional.empty(), Bench.ANN);
        bench.engine().calendar().timetable(month, Optional.of(new LabId("demo")), Bench.ANN);
    }

    /** A week of statistics reads that week, not what was before. */
    private static void statistics(Bench bench) {
        TimeSlot week = new TimeSlot(
                bench.clock.instant().minus(Duration.ofDays(7)),
                bench.clock.instant().plus(Duration.ofDays(1)));
        Period period = new Period(week, ZoneOffset.UTC, Optional.of(new LabId("demo")));
        StatisticsService statistics = bench.engine().statistics();
        statistics.usage(period, Grouping.USER);
        statistics.weeks(period);
        statistics.operations(period);
        statistics.waits(period);
        statistics.hosts(period);
        statistics.forecast(period, 4);
    }

    private static SqlLogger logger(java.util.function.Consumer<StatementContext> heard) {
        return new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                heard.accept(context);
            }
        };
    }

    private static long scanned(Handle handle, String statement) {
        String plan = handle.createQuery("explain analyze " + inlined(statement))
                .mapTo(String.class)
                .one();
        Matcher matcher = SCANNED.matcher(plan);
        long most = 0;
        while (matcher.find()) {
            most = Math.max(most, Long.parseLong(matcher.group(1)));
        }
        return most;
    }

    /** H2 prints a statement as {@code … where id = ? {1: 'x'}}; this puts the values where they belong. */
    private static String inlined(String statement) {
        int brace = statement.indexOf(" {1: ");
        if (brace < 0) {
            return statement;
        }
        String sql = statement.substring(0, brace);
        Matcher values = VALUE.matcher(statement.substring(brace));
        while (values.find()) {
            sql = sql.replaceFirst("\\?", Matcher.quoteReplacement(values.group(1)));
        }
        return sql;
    }

    private static void makeHistory(Handle handle) {
        handle.execute("insert into account (user_id, rights, created_at)"
                + " values ('old', 'VIEW', timestamp with time zone '2020-01-01 00:00:00Z')");
        handle.execute("""
                insert into booking (lab, pod, config, owner, purpose, project, start_at, end_at, state, vpod, host,
                                     extensions, booker, channel, created_at, revision, tries,
                                     granted_at, active_at, ended_at)
                select 'demo', 'small', 'hello', 'old', '', '', timestamp with time zone '2026-03-20 00:00:00Z',
                       timestamp with time zone '2026-03-21 00:00:00Z', 'DONE', 'old-' || x, 'h1', 0, 'PERSON', 'API',
                       timestamp with time zone '2026-01-01 00:00:00Z', 5, 0,
                       timestamp with time zone '2026-01-01 00:00:00Z', timestamp with time zone '2026-01-01 00:00:00Z',
                       timestamp with time zone '2026-01-02 00:00:00Z'
                  from system_range(1, %d)""".formatted(HISTORY));
        handle.execute("""
                insert into vpod (id, lab, host, pod, config, kind, state, configured, stands, cores, memory_mib, disk_gib,
                                  attempts, blueprint, keys_stale)
                select 'old-' || x, 'demo', 'h1', 'small', 'hello', 'DYNAMIC', 'GONE', true, false, 2, 2048, 20, 0, '{}', false
                  from system_range(1, %d)""".formatted(HISTORY));
        handle.execute("""
                insert into operation (vpod, booking, kind, state, created_at, cancelled, finished_at)
                select 'old-' || x, x, 'REMOVE', 'SUCCEEDED', timestamp with time zone '2026-01-01 00:00:00Z', false,
                       timestamp with time zone '2026-01-02 00:00:00Z'
                  from system_range(100, %d)""".formatted(HISTORY));
        handle.execute("""
                insert into outage (lab, host, start_at, end_at, kind, reason, set_by, withdrawn)
                select 'demo', 'h1', timestamp with time zone '2020-01-01 00:00:00Z',
                       timestamp with time zone '2020-01-02 00:00:00Z', 'PLANNED', '', 'old', false
                  from system_range(1, 1000)""");
    }
}
