package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.done;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.IdleView;
import io.laas.engine.fake.Labs;
import io.laas.model.booking.Booking;
import io.laas.model.lab.IdlePolicy;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods that nobody uses, in tests. */
final class Idling {
    static final Duration WEEK = Duration.ofDays(7);
    static final Duration AFTER = Duration.ofHours(1);
    static final Duration GRACE = Duration.ofMinutes(30);
    /** How often the engine looks at pods. */
    static final Duration LOOK = Duration.ofMinutes(5);

    static final Policy POLICY = Labs.quota(4, 4).withIdle(IdlePolicy.of(AFTER, GRACE));

    private Idling() {}

    /** Returns labs that take idle pods back. */
    static Bench bench(EngineSettings settings, Labs... labs) {
        return new Bench(
                settings, Stream.of(labs).map(lab -> lab.policy(POLICY).build()).toArray(io.laas.model.lab.Lab[]::new));
    }

    /** Lets time pass, in which the engine looks at pods. */
    static void watch(Bench bench, Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minus(LOOK)) {
            bench.pass(LOOK);
        }
    }

    /** Books a pod for a week, and lets the engine look at it once. */
    static Booking watched(Bench bench, Caller caller) {
        Booking booking = bench.active(caller, WEEK);
        watch(bench, LOOK);
        return booking;
    }

    static Optional<IdleView> idle(Bench bench, Booking booking) {
        return done(bench.engine().bookings().find(booking.id(), ADMIN)).idle();
    }
}
