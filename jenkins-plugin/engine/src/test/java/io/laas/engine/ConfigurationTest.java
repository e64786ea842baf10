package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.vpod.Vpod;
import io.laas.engine.vpod.VpodState;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationKind;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final VpodId V1 = new VpodId("v1");

    @Test
    void reloadingTouchesNoBooking() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 2).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, DAY);
            bench.configure(aLab().host("h1", 2).vpod("v1", "h1").build());
            bench.settle();
            assertThat(bench.booking(booking.id())).isEqualTo(booking);
        }
    }

    @Test
    void aHostThatLeavesDrains() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, DAY);
            Booking coming =
                    bench.granted(at(request(BOB, SMALL), SettableClock.START.plus(DAY.multipliedBy(2)), DAY), BOB);
            bench.configure(aLab().host("h2", 1).build());
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(done(bench.engine().bookings().extension(booking.id(), ANN))
                            .reasons())
                    .singleElement()
                    .asString()
                    .contains("Host h1 of booking b-1 is being taken out of service");
            bench.pass(DAY);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            bench.pass(DAY);
            assertThat(bench.state(coming.id())).isEqualTo(BookingState.ACTIVE);
            bench.pass(DAY);
            assertThat(bench.engine().vpods().list()).isEmpty();
            assertThat(bench.world.vpods()).isEmpty();
        }
    }

    @Test
    void aVpodThatIsToBeBuiltDifferentlyIsBuiltAnewWhenItIsFree() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 4).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, DAY);
            bench.configure(aLab().memory(2048).host("h1", 4).vpod("v1", "h1").build());
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            bench.pass(DAY);
            var last = bench.operations()
                    .started()
                    .get(bench.operations().started().size() - 2);
            assertThat(last.kind()).isEqualTo(OperationKind.PROVISION);
            assertThat(last.plan().pod().jumpHost().memoryMiB()).isEqualTo(2048);
            assertThat(bench.engine().vpods().list()).extracting(Vpod::state).containsExactly(VpodState.FREE);
        }
    }

    @Test
    void aVpodThatComesBackIsSetUpAgain() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            bench.configure(aLab().host("h1", 1).build());
            bench.settle();
            assertThat(bench.world.vpods()).isEmpty();
            bench.configure(aLab().host("h1", 1).vpod("v1", "h1").build());
            bench.settle();
            assertThat(done(bench.engine().vpods().find(V1)).state()).isEqualTo(VpodState.FREE);
        }
    }

    @Test
    void twoLabsWithOneHostNameAreRefusedAndNothingChanges() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            assertThatThrownBy(() -> bench.engine()
                            .configure(java.util.List.of(
                                    aLab("one").host("h1", 1).build(),
                                    aLab("two").host("h1", 1).build())))
                    .hasMessage("host h1 is configured twice; give one of them another name");
            assertThat(bench.engine().catalogue().labs()).hasSize(1);
        }
    }

    @Test
    void unknownAndTooLargeThingsAreNamed() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            assertThat(refused(bench.book(request(ANN, new PodId("huge")), ANN)).message())
                    .isEqualTo("There is no pod huge. Pods: large, small.");
            var no = refused(bench.book(request(ANN, LARGE), ANN));
            assertThat(no.code()).isEqualTo(RefusalCode.TOO_LARGE);
            assertThat(no.message())
                    .isEqualTo(
                            "Pod large needs 4 cores, 4096 MiB memory, 40 GiB disk; no host of lab demo is that large"
                                    + " (h1 has 2 cores, 2048 MiB memory, 20 GiB disk).");
        }
    }

    @Test
    void policyAndQuotaSayWhatTheyAllow() {
        try (Bench bench = new Bench(
                Bench.inMemory(), aLab().host("h1", 9).policy(Labs.quota(1, 1)).build())) {
            assertThat(refused(bench.book(lasting(request(ANN, SMALL), Duration.ofDays(30)), ANN))
                            .message())
                    .isEqualTo("Lab demo lets people book for 30 minutes to 21 days, not for 30 days.");
            assertThat(refused(bench.book(
                                    at(request(ANN, SMALL), SettableClock.START.plus(Duration.ofDays(61)), DAY), ANN))
                            .message())
                    .isEqualTo("Lab demo takes bookings that start within 60 days, until 2026-05-01 09:00 UTC.");
            assertThat(refused(bench.book(at(request(ANN, SMALL), SettableClock.START.minus(DAY), DAY), ANN))
                            .code())
                    .isEqualTo(RefusalCode.INVALID);
            bench.active(ANN, DAY);
            assertThat(refused(bench.book(lasting(request(ANN, SMALL), DAY), ANN))
                            .message())
                    .isEqualTo("ann has 1 running booking, the most that lab demo allows (1 running, 1 coming)."
                            + " Release one, or ask ops@example.org.");
        }
    }

    @Test
    void tellsWhatIsFreeAndWhatIsUsed() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            assertThat(done(bench.engine().bookings().availability(AvailabilityQuery.of(SMALL), ANN))
                            .free())
                    .isTrue();
            bench.active(ANN, DAY);
            var later = done(bench.engine().bookings().availability(AvailabilityQuery.of(SMALL), ANN));
            assertThat(later.free()).isFalse();
            assertThat(later.nextFree().orElseThrow().start())
                    .isEqualTo(SettableClock.START.plus(DAY).plus(Duration.ofMinutes(15)));
            assertThat(bench.engine().catalogue().hosts())
                    .singleElement()
                    .satisfies(h -> assertThat(h.used()).isEqualTo(new Capacity(2, 2048, 20)));
        }
    }
}
