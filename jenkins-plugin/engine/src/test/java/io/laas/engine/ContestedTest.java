package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.on;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.Shortening;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.NewOutageSeries;
import io.laas.engine.outage.OutageSeries;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many threads do everything that takes or moves capacity on the same few vpods at once: booking, groups, moving, extending, approving, the
 * queue, keeping idle pods and taking them back, outages and their series, releasing. Whatever comes of it, no vpod serves two bookings, no host carries more than it can, and no group is halved.
 * {@code -Dlaas.attempts=100000} tries longer.
 */
class ContestedTest {
    private static final int ATTEMPTS = Integer.getInteger("laas.attempts", 1_500);
    /** How many are tried at most until everything has happened once. */
    private static final int MOST = Math.max(ATTEMPTS, 20_000);

    private static final int THREADS = 8;
    private static final int ROUND = 250;
    private static final LabId LAB = new LabId("demo");

    /** Two holds of the same vpod at the same time. */
    private static final String DOUBLES = """
            select count(*) from occupation a join occupation b on a.vpod = b.vpod and a.booking < b.booking
             where a.start_at < b.busy_until and b.start_at < a.busy_until""";
    /** At the start of each hold, what dynamic vpods take of its host: more than 3 small pods' cores. */
    private static final String FULL = """
            select count(*) from occupation a
             where not a.on_static and
                   (select sum(b.cores) from occupation b
                     where b.host = a.host and not b.on_static
                       and b.start_at <= a.start_at and b.busy_until > a.start_at) > 6""";
    /** Bookings that are granted and hold nothing, or hold something and are over. */
    private static final String ADRIFT = """
            select count(*) from booking b left join occupation o on o.booking = b.id
             where (b.state in ('SCHEDULED', 'PROVISIONING', 'ACTIVE')) <> (o.booking is not null and not o.cleaning)
               and b.state not in ('REQUESTED', 'CLEANING')""";

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ContestedIdling idling = new ContestedIdling();

    private static Lab lab() {
        Approval rules = new Approval(
                Optional.of(Duration.ofHours(30)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofHours(5),
                true);
        return aLab().host("h1", 5)
                .vpod("v1", "h1")
                .vpod("v2", "h1")
                .policy(Labs.quota(6, 3).withApproval(rules).withIdle(ContestedIdling.POLICY))
                .build();
    }

    @Test
    void noPodServesTwo() throws Exception {
        contest(Bench.inMemory());
    }

    @Test
    @Tag("postgres")
    void noPodServesTwoOnPostgres() throws Exception {
        contest(Postgres.newSchema());
    }

    private void contest(EngineSettings settings) throws Exception {
        try (Bench bench = new Bench(settings, lab())) {
            for (int round = 0; attempts.get() < ATTEMPTS || !idling.happened() && attempts.get() < MOST; round++) {
                int seed = round * THREADS;
                EngineContract.atOnce(THREADS, i -> {
                    Random random = new Random(seed + i);
                    for (int n = 0; n < ROUND / THREADS; n++) {
                        done.addAndGet(attempt(bench, random) ? 1 : 0);
                        attempts.incrementAndGet();
                    }
                    return i;
                });
                hold(bench);
                idling.pass(bench);
                hold(bench);
            }
            assertThat(idling.happened()).as(idling.said(bench)).isTrue();
            assertThat(done.get()).as("attempts that were granted").isGreaterThan(attempts.get() / 20);
        }
    }

    private boolean attempt(Bench bench, Random random) {
        Caller caller = random.nextInt(10) == 0 ? ADMIN : Bench.person("user" + random.nextInt(12));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                BookingRequest wish = wish(bench, random, caller);
                yield idling.served(bench, wish, bench.book(wish, caller));
            }
            case 3, 4 -> {
                GroupRequest group = group(bench, random, caller);
                yield idling.served(bench, group, bench.engine().groups().book(group, caller));
            }
            case 10 -> idling.keep(bench, any(bench, random, BookingState.ACTIVE));
            case 11, 12, 13 -> idling.bookNow(bench, random, caller);
            case 5 ->
                any(bench, random, BookingState.SCHEDULED)
                        .map(b -> bench.engine().bookings().move(b.id(), start(bench, random), ADMIN))
                        .filter(Answer.Done.class::isInstance)
                        .isPresent();
            case 6 ->
                any(bench, random, BookingState.ACTIVE)
                        .map(b -> bench.engine()
                                .bookings()
                                .extend(b.id(), new Extension.By(Duration.ofHours(1 + random.nextInt(20))), ADMIN))
                        .filter(Answer.Done.class::isInstance)
                        .isPresent();
            case 7, 8 ->
                any(bench, random, BookingState.REQUESTED)
                        .map(b -> bench.engine().approvals().approve(b.id(), "", ADMIN))
                        .filter(Answer.Done.class::isInstance)
                        .isPresent();
            case 9 -> outage(bench, random);
            default ->
                any(bench, random, BookingState.values()[1 + random.nextInt(4)])
                        .map(b -> random.nextBoolean()
                                ? bench.engine().groups().release(b.id(), "", ADMIN)
                                : bench.engine().bookings().release(b.id(), "", ADMIN))
                        .filter(Answer.Done.class::isInstance)
                        .isPresent();
        };
    }

    private static Instant start(Bench bench, Random random) {
        return bench.clock.instant().plus(Duration.ofHours(random.nextInt(48)));
    }

    private static BookingRequest wish(Bench bench, Random random, Caller caller) {
        BookingRequest plain = at(
                request(caller, random.nextInt(4) == 0 ? LARGE : SMALL),
                start(bench, random),
                Duration.ofHours(1 + random.nextInt(36)));
        BookingRequest placed = random.nextInt(3) == 0 && plain.pod().equals(SMALL)
                ? on(plain, random.nextBoolean() ? "v1" : "v2")
                : plain;
        return random.nextInt(25) == 0 ? waiting(placed) : placed;
    }

    private static GroupRequest group(Bench bench, Random random, Caller caller) {
        BookingRequest one = wish(bench, random, caller).but().build();
        BookingRequest any = at(
                request(caller, SMALL), one.start().orElseThrow(), one.length().orElseThrow());
        BookingRequest other = one.mayWait() ? waiting(any) : any;
        return random.nextBoolean()
                ? new GroupRequest(List.of(one, other))
                : new GroupRequest(Collections.nCopies(2 + random.nextInt(2), other));
    }

    private static boolean outage(Bench bench, Random random) {
        return random.nextInt(4) == 0 ? series(bench, random) : single(bench, random);
    }

    /** Some days in a row; one that is there is ended first, so that there is room for bookings. */
    private static boolean series(Bench bench, Random random) {
        List<OutageSeries> all = bench.engine().outageSeries().list();
        if (!all.isEmpty()) {
            return bench.engine().outageSeries().end(all.get(0).id(), ADMIN) instanceof Answer.Done;
        }
        NewOutage first = planned(start(bench, random));
        Optional<Duration> ask = random.nextBoolean() ? Optional.of(Duration.ofMinutes(30)) : Optional.empty();
        NewOutageSeries series = new NewOutageSeries(first, "FREQ=DAILY;COUNT=3", ask);
        return bench.engine().outageSeries().set(series, random.nextInt(5) == 0, ADMIN) instanceof Answer.Done;
    }

    private static boolean single(Bench bench, Random random) {
        List<Outage> all = bench.engine().outages().list();
        if (!all.isEmpty() && random.nextInt(3) > 0) {
            return bench.engine().outages().end(all.get(0).id(), ADMIN) instanceof Answer.Done;
        }
        if (random.nextInt(3) == 0) {
            return answered(bench, random);
        }
        NewOutage outage = planned(start(bench, random));
        if (random.nextBoolean()) {
            Instant until = bench.clock.instant().plus(Duration.ofMinutes(30));
            return bench.engine().outages().ask(outage, until, random.nextInt(5) == 0, ADMIN) instanceof Answer.Done;
        }
        return bench.engine().outages().set(outage, random.nextInt(5) == 0, ADMIN) instanceof Answer.Done;
    }

    private static boolean answered(Bench bench, Random random) {
        List<Shortening> open = asked(bench);
        if (open.isEmpty()) {
            return false;
        }
        Shortening one = open.get(random.nextInt(open.size()));
        return (random.nextInt(3) == 0
                        ? bench.engine().shortenings().refuse(one.booking(), one.outage(), ADMIN)
                        : bench.engine().shortenings().agree(one.booking(), one.outage(), ADMIN))
                instanceof Answer.Done;
    }

    private static List<Shortening> asked(Bench bench) {
        return Bench.done(bench.engine().shortenings().list(ADMIN)).stream()
                .filter(q -> q.state() == Shortening.State.OPEN)
                .toList();
    }

    private static NewOutage planned(Instant start) {
        return new NewOutage(
                LAB,
                Optional.of(new HostId("h1")),
                Optional.of(start),
                start.plus(Duration.ofHours(1)),
                OutageKind.PLANNED,
                "power");
    }

    private static Optional<Booking> any(Bench bench, Random random, BookingState state) {
        List<Booking> some =
                bench.engine().bookings().brief(BookingFilter.all(50).in(EnumSet.of(state)), ADMIN);
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }

    private void hold(Bench bench) {
        Jdbi jdbi = bench.engine().store().jdbi();
        String when = "after %d attempts".formatted(attempts.get());
        assertThat(count(jdbi, DOUBLES)).as("vpods that serve two %s", when).isZero();
        assertThat(count(jdbi, FULL)).as("hosts that carry too much %s", when).isZero();
        assertThat(count(jdbi, ADRIFT))
                .as("bookings whose hold is not theirs %s", when)
                .isZero();
        List<Booking> held = bench.engine()
                .bookings()
                .brief(BookingFilter.all(500).in(EnumSet.of(BookingState.SCHEDULED, BookingState.ACTIVE)), ADMIN);
        List<Shortening> asked = asked(bench);
        for (Outage outage : bench.engine().outages().list()) {
            assertThat(held)
                    .as("bookings during %s whose holders are not asked %s", outage, when)
                    .filteredOn(b -> asked.stream()
                            .noneMatch(q ->
                                    q.booking().equals(b.id()) && q.outage().equals(outage.id())))
                    .noneMatch(b -> b.slot().overlaps(outage.slot()));
        }
        waitsWhole(bench, when);
        idling.hold(bench, when);
        assertThat(bench.clock.instant()).isAfterOrEqualTo(SettableClock.START);
    }

    /** Nobody waits for half of a group: while some of it wait, none of it was granted. */
    private static void waitsWhole(Bench bench, String when) {
        for (BookingView view : bench.engine()
                .bookings()
                .list(BookingFilter.all(500).in(EnumSet.of(BookingState.WAITING)), ADMIN)
                .items()) {
            List<BookingView> all =
                    Bench.done(bench.engine().groups().find(view.booking().id(), ADMIN));
            assertThat(all)
                    .as("group of %s %s", view.booking().id(), when)
                    .noneMatch(v -> BookingState.HOLDING.contains(v.booking().state()));
        }
    }

    private static int count(Jdbi jdbi, String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
    }
}
