package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.lab.IdlePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of pods that nobody uses in {@link ContestedTest}: their holders keep them while others book them away, alone and several
 * together. The clock stands still during a round, so whoever kept a pod in it cannot lose it in it.
 */
final class ContestedIdling {
    static final IdlePolicy POLICY = IdlePolicy.of(Duration.ofMinutes(10), Duration.ofMinutes(10));

    private static final Duration ROUND = Duration.ofHours(3);
    private static final Duration WATCHED = Duration.ofMinutes(25);
    private static final int CLEARED = 2;
    private static final int NEWCOMERS = 5;
    private static final String LOST =
            "select count(*) from booking where reason like 'Taken back for somebody else, because nobody used%'";
    private static final String LOST_TO_QUEUE =
            "select count(*) from booking where reason like 'Taken back for booking %'";
    private static final String LOST_THOUGH_KEPT =
            "select count(*) from booking where reason like 'Taken back for %' and id in (<kept>)";

    private final Set<BookingId> keptNow = ConcurrentHashMap.newKeySet();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger alone = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger pods = new AtomicInteger();
    private int rounds;

    /** Says of a running booking that it is still needed. */
    boolean keep(Bench bench, Optional<Booking> active) {
        boolean done = active.map(b -> bench.engine().idle().keep(b.id(), ADMIN))
                .filter(Answer.Done.class::isInstance)
                .isPresent();
        if (done) {
            keptNow.add(active.get().id());
            kept.incrementAndGet();
        }
        return done;
    }

    /** Wants one pod or several from now on. */
    boolean bookNow(Bench bench, Random random, Caller caller) {
        BookingRequest one = lasting(
                request(caller, random.nextInt(4) == 0 ? LARGE : SMALL), Duration.ofMinutes(15 + random.nextInt(60)));
        if (random.nextBoolean()) {
            return served(bench, one, bench.book(one, caller));
        }
        GroupRequest two = new GroupRequest(Collections.nCopies(2, one));
        return served(bench, two, bench.engine().groups().book(two, caller));
    }

    /** Returns whether a booking was not refused, and notes whether a pod was taken back for it. */
    boolean served(Bench bench, BookingRequest wanted, BookingDecision decision) {
        if (decision instanceof BookingDecision.Granted granted && isLater(bench, wanted, granted.booking())) {
            alone.incrementAndGet();
            pods.incrementAndGet();
        }
        return !(decision instanceof BookingDecision.Refused);
    }

    boolean served(Bench bench, GroupRequest wanted, GroupDecision decision) {
        if (decision instanceof GroupDecision.Granted granted
                && isLater(bench, wanted.common(), granted.bookings().get(0))) {
            together.incrementAndGet();
            pods.addAndGet(granted.bookings().size());
        }
        return !(decision instanceof GroupDecision.Refused);
    }

    /** Who wants a pod now and gets it later gets one that has to be cleaned first. */
    private static boolean isLater(Bench bench, BookingRequest wanted, Booking granted) {
        Instant now = bench.clock.instant();
        return !wanted.start().orElse(now).isAfter(now)
                && granted.slot().start().isAfter(now);
    }

    /** Lets time pass until running bookings are reclaimable; every other time those of newcomers, with nothing else in the lab. */
    void pass(Bench bench) {
        if (rounds++ % CLEARED == 0) {
            clear(bench);
            for (int i = 0; i < NEWCOMERS; i++) {
                bench.granted(lasting(request(Bench.person("idler" + i), SMALL), ROUND.multipliedBy(2)), ADMIN);
            }
        }
        bench.pass(ROUND.minus(WATCHED));
        Idling.watch(bench, WATCHED);
        keptNow.clear();
    }

    private static void clear(Bench bench) {
        bench.engine()
                .outageSeries()
                .list()
                .forEach(s -> bench.engine().outageSeries().end(s.id(), ADMIN));
        bench.engine().outages().list().forEach(o -> bench.engine().outages().end(o.id(), ADMIN));
        bench.settle();
        bench.engine()
                .bookings()
                .brief(BookingFilter.all(500).unfinished(), ADMIN)
                .forEach(b -> bench.engine().bookings().release(b.id(), "", ADMIN));
        bench.settle();
    }

    /** Nobody lost a pod for nothing, or in the round in which they kept it. */
    void hold(Bench bench, String when) {
        int lost = count(bench, LOST);
        assertThat(lost)
                .as("pods taken back for %d bookings %s", pods.get(), when)
                .isBetween(alone.get() + together.get(), 2 * pods.get());
        List<Long> ids = keptNow.stream().map(BookingId::number).toList();
        int lostThoughKept = ids.isEmpty()
                ? 0
                : bench.engine()
                        .store()
                        .jdbi()
                        .withHandle(h -> h.createQuery(LOST_THOUGH_KEPT)
                                .bindList("kept", ids)
                                .mapTo(Integer.class)
                                .one());
        assertThat(lostThoughKept).as("pods that were kept and lost %s", when).isZero();
    }

    /** Returns whether all of it has happened. */
    boolean happened() {
        return kept.get() > 0 && alone.get() > 0 && together.get() > 0;
    }

    /** Says what happened. */
    String said(Bench bench) {
        return "kept %d, taken back %d for %d single bookings and %d groups, %d for the queue"
                .formatted(kept.get(), count(bench, LOST), alone.get(), together.get(), count(bench, LOST_TO_QUEUE));
    }

    private static int count(Bench bench, String sql) {
        return bench.engine()
                .store()
                .jdbi()
                .withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
    }
}
