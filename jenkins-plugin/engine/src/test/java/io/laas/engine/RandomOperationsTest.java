package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.at;
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
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.vpod.Vpod;
import io.laas.engine.vpod.VpodState;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long random sequences of everything that can happen, against what must hold whatever happens: no two bookings overlap on a vpod, no
 * host carries more than it can, no booking is lost, and in the end everything is over, free and clean.
 */
class RandomOperationsTest {
    private static final int STEPS = 600;
    /** What is left of a booking that was released in the instant of its start: nothing that could overlap. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final LabId LAB = new LabId("demo");
    private static final Map<String, Integer> ROOM = Map.of("h1", 4, "h2", 3);

    private static Lab lab() {
        return aLab().host("h1", 4)
                .host("h2", 3)
                .vpod("v1", "h1")
                .vpod("v2", "h1")
                .vpod("v3", "h2")
                .policy(Labs.quota(6, 6))
                .build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 11, 12})
    void nothingOverlapsAndNothingIsLost(long seed) {
        new Run(Bench.inMemory(), seed).go();
    }

    @Tag("postgres")
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void nothingOverlapsAndNothingIsLostOnPostgres(long seed) {
        new Run(Postgres.newSchema(), seed).go();
    }

    /** One sequence. */
    private static final class Run {
        private final Random random;
        private final Bench bench;
        private final Set<BookingId> made = new HashSet<>();

        Run(EngineSettings settings, long seed) {
            random = new Random(seed);
            bench = new Bench(settings, lab());
        }

        void go() {
            try (bench) {
                for (int i = 0; i < STEPS; i++) {
                    step();
                    check("step " + i);
                }
                wind();
            }
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> book();
                case 4 -> extend();
                case 5 -> release();
                case 6 -> outage();
                case 7, 8 -> bench.operations().runAll();
                case 9 -> misfortune();
                case 10 -> move();
                case 11 -> {
                    if (random.nextInt(4) == 0) {
                        bench.crash();
                    }
                }
                default -> {
                    bench.clock.move(Duration.ofMinutes(random.nextInt(6 * 60)));
                    bench.engine().tick();
                }
            }
        }

        private Caller caller() {
            return random.nextInt(8) == 0 ? ADMIN : Bench.person("user" + random.nextInt(6));
        }

        private void book() {
            Caller caller = caller();
            BookingRequest plain = request(caller, random.nextInt(4) == 0 ? LARGE : SMALL);
            Instant start =
                    bench.clock.instant().plus(Duration.ofHours(random.nextInt(3) == 0 ? random.nextInt(72) : 0));
            BookingRequest request = at(plain, start, Duration.ofHours(1 + random.nextInt(40)));
            request = random.nextInt(3) == 0 ? waiting(request) : request;
            request = random.nextInt(5) == 0 ? Bench.by(request, Booker.PIPELINE) : request;
            BookingDecision decision = bench.book(request, caller);
            if (decision instanceof BookingDecision.Granted granted) {
                made.add(granted.booking().id());
            } else if (decision instanceof BookingDecision.Waiting queued) {
                made.add(queued.booking().id());
            }
        }

        private Optional<Booking> any() {
            List<Booking> open =
                    bookings().stream().filter(b -> !b.state().isFinal()).toList();
            return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
        }

        private void extend() {
            any().ifPresent(b -> bench.engine()
                    .bookings()
                    .extend(b.id(), new Extension.By(Duration.ofHours(1 + random.nextInt(100))), ADMIN));
        }

        private void release() {
            any().ifPresent(b -> Bench.done(bench.engine().bookings().release(b.id(), "random", ADMIN)));
        }

        private void move() {
            any().ifPresent(b -> bench.engine()
                    .bookings()
                    .move(b.id(), bench.clock.instant().plus(Duration.ofHours(random.nextInt(50))), ADMIN));
        }

        private void outage() {
            if (random.nextInt(3) > 0) {
                return;
            }
            Instant start = bench.clock.instant().plus(Duration.ofHours(random.nextInt(30)));
            bench.engine()
                    .outages()
                    .set(
                            new NewOutage(
                                    LAB,
                                    random.nextInt(4) == 0
                                            ? Optional.empty()
                                            : Optional.of(new HostId(random.nextBoolean() ? "h1" : "h2")),
                                    Optional.of(start),
                                    start.plus(Duration.ofHours(1 + random.nextInt(10))),
                                    random.nextBoolean() ? OutageKind.PLANNED : OutageKind.EMERGENCY,
                                    "power"),
                            random.nextBoolean(),
                            ADMIN);
        }

        private void misfortune() {
            int bound = random.nextInt(12);
            Random dice = new Random(random.nextLong());
            bench.operations().failWhen(step -> dice.nextInt(12) < bound / 3);
            for (Vpod vpod : bench.engine().vpods().list()) {
                if (vpod.state() == VpodState.QUARANTINED && random.nextBoolean()) {
                    bench.engine().vpods().returnToService(vpod.id(), ADMIN);
                }
            }
        }

        private List<Booking> bookings() {
            List<Booking> all = new ArrayList<>();
            Optional<BookingId> after = Optional.empty();
            do {
                BookingFilter filter = BookingFilter.all(200);
                var page =
                        bench.engine().bookings().list(after.map(filter::after).orElse(filter), ADMIN);
                page.items().stream().map(BookingView::booking).forEach(all::add);
                after = page.next().map(BookingId::parse);
            } while (after.isPresent());
            return all;
        }

        private void check(String when) {
            List<Booking> all = bookings();
            assertThat(all).as(when).extracting(Booking::id).containsExactlyInAnyOrderElementsOf(made);
            List<Booking> served = all.stream()
                    .filter(b -> BookingState.HOLDING.contains(b.state()) || b.state() == BookingState.DONE)
                    .filter(b -> b.slot().length().compareTo(MOMENT) > 0)
                    .toList();
            Map<VpodId, List<Booking>> byVpod = new TreeMap<>();
            served.forEach(b -> byVpod.computeIfAbsent(b.vpod().orElseThrow(), v -> new ArrayList<>())
                    .add(b));
            byVpod.forEach((vpod, list) -> noOverlap(when + " on " + vpod, list));
            for (String host : ROOM.keySet()) {
                notTooFull(when, host, served);
                noOutage(when, host, all);
            }
        }

        private static void noOverlap(String when, List<Booking> bookings) {
            bookings.sort((a, b) -> a.slot().start().compareTo(b.slot().start()));
            for (int i = 1; i < bookings.size(); i++) {
                assertThat(bookings.get(i - 1).slot().overlaps(bookings.get(i).slot()))
                        .as(when + " " + bookings)
                        .isFalse();
            }
        }

        /** Counts in small pods: a large one takes two; static vpods always have theirs. */
        private static void notTooFull(String when, String host, List<Booking> bookings) {
            int room = ROOM.get(host) - (host.equals("h1") ? 2 : 1);
            List<Booking> dynamic = bookings.stream()
                    .filter(b -> b.host().orElseThrow().value().equals(host))
                    .filter(b -> b.vpod().orElseThrow().value().startsWith("pod-"))
                    .toList();
            for (Booking edge : dynamic) {
                int used = dynamic.stream()
                        .filter(b -> b.slot().contains(edge.slot().start()))
                        .mapToInt(b -> b.pod().equals(LARGE) ? 2 : 1)
                        .sum();
                assertThat(used).as(when + " on " + host + " " + dynamic).isLessThanOrEqualTo(room);
            }
        }

        private void noOutage(String when, String host, List<Booking> bookings) {
            Set<BookingState> states =
                    EnumSet.of(BookingState.SCHEDULED, BookingState.PROVISIONING, BookingState.ACTIVE);
            for (Outage outage : bench.engine().outages().list()) {
                TimeSlot slot = outage.slot();
                assertThat(bookings)
                        .as(when + " " + outage)
                        .noneMatch(b -> states.contains(b.state())
                                && b.host().orElseThrow().value().equals(host)
                                && outage.host()
                                        .map(h -> h.value().equals(host))
                                        .orElse(true)
                                && b.slot().overlaps(slot));
            }
        }

        private void wind() {
            bench.operations().failWhen(step -> false);
            for (int i = 0; i < 40; i++) {
                bench.pass(Duration.ofDays(1));
                bookings().stream()
                        .filter(b -> b.state() == BookingState.WAITING)
                        .forEach(b -> bench.engine().bookings().release(b.id(), "the end", ADMIN));
                bench.engine().vpods().list().stream()
                        .filter(v -> v.state() == VpodState.QUARANTINED)
                        .forEach(v -> bench.engine().vpods().returnToService(v.id(), ADMIN));
            }
            bookings().stream()
                    .filter(b -> !b.state().isFinal())
                    .forEach(b -> bench.engine().bookings().release(b.id(), "the end", ADMIN));
            bench.pass(Duration.ofDays(1));
            check("in the end");
            assertThat(bookings()).filteredOn(b -> !b.state().isFinal()).isEmpty();
            assertThat(bench.engine().vpods().list())
                    .allMatch(v -> v.state() == VpodState.FREE)
                    .hasSize(3);
            assertThat(bench.world.vpods()).hasSize(3);
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
            assertThat(bench.operations().pending()).isEmpty();
            assertThat(bench.clock.instant()).isAfter(SettableClock.START);
            assertThat(bench.operations().started()).extracting(o -> o.kind()).contains(OperationKind.CLEAN);
        }
    }
}
