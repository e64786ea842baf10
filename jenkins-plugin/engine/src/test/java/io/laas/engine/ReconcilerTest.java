package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.port.HostedThing;
import io.laas.engine.vpod.VpodState;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.LeakKind;
import io.laas.model.operation.OwnerTag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final HostId H1 = new HostId("h1");

    private static void leave(Bench bench, String controller, String vpod) {
        OwnerTag owner = new OwnerTag(controller, new LabId("demo"), new VpodId(vpod), "b-9", "o-9");
        bench.world.put(H1, new HostedThing("domain", vpod + "-jump", owner));
    }

    @Test
    void removesWhatIsOursUnknownAndOldEnoughOnly() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            Booking booking = bench.active(ANN, Duration.ofDays(1));
            leave(bench, bench.engine().controller(), "lost");
            leave(bench, "somebody-else", "theirs");
            assertThat(bench.engine().reconciler().report().leaks())
                    .singleElement()
                    .satisfies(l -> assertThat(l.kind()).isEqualTo(LeakKind.UNTRACKED))
                    .satisfies(l -> assertThat(l.vpod()).isEqualTo(new VpodId("lost")));
            assertThat(done(bench.engine().reconciler().repair(ADMIN)).leaks()).hasSize(1);
            bench.clock.move(Duration.ofMinutes(6));
            assertThat(done(bench.engine().reconciler().repair(ADMIN)).isClean())
                    .isTrue();
            assertThat(bench.world.vpods())
                    .containsExactlyInAnyOrder(
                            new VpodId("theirs"), booking.vpod().orElseThrow());
            assertThat(refused(bench.engine().reconciler().repair(ANN)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void repairsByItselfWithTime() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            leave(bench, bench.engine().controller(), "lost");
            bench.pass(Duration.ofMinutes(10));
            bench.pass(Duration.ofMinutes(10));
            assertThat(bench.world.vpods()).isEmpty();
        }
    }

    @Test
    void aNameUnderWhichSomethingUnknownStandsIsNotGivenAgain() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            leave(bench, bench.engine().controller(), "pod-1");
            bench.engine().reconciler().routine();

            Booking booking = bench.active(ANN, Duration.ofDays(1));

            assertThat(booking.id()).hasToString("b-1");
            assertThat(booking.vpod()).contains(new VpodId("pod-1-2"));
        }
    }

    @Test
    void setsAFreeVpodUpAgainWhoseMachinesAreGone() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            bench.world.lose(H1, "domain", "v1-jump");
            assertThat(bench.engine().reconciler().report().leaks())
                    .singleElement()
                    .satisfies(l -> assertThat(l.kind()).isEqualTo(LeakKind.MISSING))
                    .satisfies(l -> assertThat(l.name()).isEqualTo("1 of 2 machines are there"));
            done(bench.engine().reconciler().repair(ADMIN));
            bench.settle();
            assertThat(done(bench.engine().vpods().find(new VpodId("v1"))).state())
                    .isEqualTo(VpodState.FREE);
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        }
    }

    @Test
    void leavesTheBookingOnMissingMachinesToItsOwner() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, Duration.ofDays(1));
            bench.world.lose(H1, "domain", "v1-jump");
            done(bench.engine().reconciler().repair(ADMIN));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            done(bench.engine().bookings().reset(booking.id(), ANN));
            bench.settle();
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        }
    }

    @Test
    void aHostThatCannotBeAskedIsSaidSoAndNotTakenForEmpty() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            bench.operations().setOffline(H1, true);
            var report = bench.engine().reconciler().report();
            assertThat(report.leaks()).isEmpty();
            assertThat(report.unreachable()).containsExactly("host h1 cannot be asked: no answer");
            assertThat(report.isClean()).isFalse();
            bench.pass(Duration.ofHours(1));
            assertThat(done(bench.engine().vpods().find(new VpodId("v1"))).state())
                    .isEqualTo(VpodState.FREE);
        }
    }
}
