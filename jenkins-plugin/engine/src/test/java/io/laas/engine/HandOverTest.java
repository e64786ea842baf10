package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static io.laas.engine.fake.Labs.quota;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.HandOver;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final SshKey BOBS =
            new SshKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJk0r7sZ0aT2lE6Z8b1X0cV9bq5mQx3hQ0m7S1y2Z3aB bob@laptop");

    private static Bench bench() {
        return bench(aLab().host("h1", 4));
    }

    private static Bench bench(Labs lab) {
        Bench bench = new Bench(Bench.inMemory(), lab.build());
        bench.engine().accounts().account(BOB.user());
        return bench;
    }

    private static HandOver to(Caller caller) {
        return new HandOver(caller.user(), false);
    }

    @Test
    void accessFollowsTheBooking() {
        try (Bench bench = bench()) {
            done(bench.engine().accounts().addKey(EngineContract.KEY, ANN));
            done(bench.engine().accounts().addKey(BOBS, BOB));
            Booking booking = bench.active(ANN, DAY);

            Booking handed = done(bench.engine().bookings().handOver(booking.id(), to(BOB), ANN));
            bench.settle();

            assertThat(handed.owner()).isEqualTo(BOB.user());
            assertThat(handed.collaborators()).isEmpty();
            assertThat(bench.world.keys(booking.vpod().orElseThrow())).containsExactly(BOBS.line());
            assertThat(refused(bench.engine().bookings().release(booking.id(), "", ANN))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            done(bench.engine().bookings().release(booking.id(), "", BOB));
        }
    }

    @Test
    void theOneWhoHadItMayStay() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().bookings().members(booking.id(), new MemberChange(Set.of(BOB.user()), Set.of()), ANN));

            Booking handed =
                    done(bench.engine().bookings().handOver(booking.id(), new HandOver(BOB.user(), true), ANN));

            assertThat(handed.collaborators()).containsExactly(ANN.user());
            assertThat(bench.engine().events().ofBooking(booking.id(), 0, 100))
                    .filteredOn(e -> e.type() == EventType.BOOKING_HANDED_OVER)
                    .singleElement()
                    .satisfies(e ->
                            assertThat(e.data()).containsEntry("from", "ann").containsEntry("owner", "bob"));
        }
    }

    @Test
    void itCountsInTheQuotaOfWhoHasIt() {
        try (Bench bench = bench(aLab().host("h1", 9).policy(quota(1, 1)))) {
            Booking first = bench.active(ANN, DAY);
            Booking bobs = bench.active(BOB, DAY);

            var no = refused(bench.engine().bookings().handOver(first.id(), to(BOB), ANN));
            assertThat(no.code()).isEqualTo(RefusalCode.QUOTA);
            assertThat(no.message()).startsWith("bob has 1 running booking");
            done(bench.engine().bookings().handOver(first.id(), to(BOB), ADMIN));
            done(bench.engine().bookings().release(bobs.id(), "", BOB));
            assertThat(bench.active(ANN, DAY).state()).as("ann has room again").isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void whatWaitsOrIsToComeIsHandedOverToo() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking holder = bench.active(person("eve"), DAY);
            Booking later =
                    bench.granted(at(request(ANN, SMALL), SettableClock.START.plus(DAY.multipliedBy(3)), DAY), ANN);
            Booking queued =
                    ((BookingDecision.Waiting) bench.book(waiting(lasting(request(ANN, SMALL), DAY)), ANN)).booking();

            done(bench.engine().bookings().handOver(later.id(), to(BOB), ANN));
            done(bench.engine().bookings().handOver(queued.id(), to(BOB), ANN));
            done(bench.engine().bookings().release(holder.id(), "", person("eve")));
            bench.settle();

            assertThat(bench.booking(queued.id()).owner()).isEqualTo(BOB.user());
            assertThat(bench.state(queued.id())).isEqualTo(BookingState.ACTIVE);
            done(bench.engine().bookings().release(later.id(), "", BOB));
        }
    }

    @Test
    void refusesStrangersAndWhatIsOver() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);

            assertThat(refused(bench.engine()
                                    .bookings()
                                    .handOver(booking.id(), new HandOver(new UserId("bbo"), false), ANN))
                            .message())
                    .isEqualTo("Nobody called bbo has used LaaS here yet. Look at the name, or let them log in once.");
            assertThat(refused(bench.engine().bookings().handOver(booking.id(), to(BOB), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(refused(bench.engine().bookings().handOver(booking.id(), to(BOB), ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }
}
