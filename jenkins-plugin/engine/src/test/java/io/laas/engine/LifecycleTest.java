package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.on;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.operation.Operation;
import io.laas.engine.vpod.Vpod;
import io.laas.engine.vpod.VpodState;
import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final VpodId V1 = new VpodId("v1");

    private static Lab staticLab() {
        return aLab().host("h1", 1).vpod("v1", "h1").build();
    }

    private static Vpod vpod(Bench bench, VpodId id) {
        return done(bench.engine().vpods().find(id));
    }

    @Test
    void setsUpStaticVpodsWithoutKeysAndCleansThemFirst() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            assertThat(bench.operations().started())
                    .extracting(o -> o.kind())
                    .containsExactly(OperationKind.PROVISION, OperationKind.CLEAN);
            assertThat(bench.operations().started().get(0).plan().keys()).isEmpty();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
        }
    }

    @Test
    void cancelsWhileProvisioningAndLeavesNothing() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            Booking booking = bench.granted(lasting(request(ANN, SMALL), DAY), ANN);
            assertThat(booking.state()).isEqualTo(BookingState.PROVISIONING);
            Booking released = done(bench.engine().bookings().release(booking.id(), "changed my mind", ANN));
            assertThat(released.state()).isEqualTo(BookingState.CLEANING);
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(booking.id()).reason()).contains("changed my mind");
            assertThat(bench.world.vpods()).isEmpty();
        }
    }

    @Test
    void cancelsAnOperationThatHangs() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            bench.operations().hangWhen(o -> o.kind() == OperationKind.PROVISION);
            Booking booking = bench.active(ANN, DAY);
            assertThat(booking.state()).isEqualTo(BookingState.PROVISIONING);
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
        }
    }

    @Test
    void cancelsInEveryState() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking running = bench.active(ANN, DAY);
            Booking waiting = ((io.laas.model.booking.BookingDecision.Waiting)
                            bench.book(Bench.waiting(lasting(request(BOB, SMALL), DAY)), BOB))
                    .booking();
            Booking future =
                    bench.granted(at(request(ANN, SMALL), SettableClock.START.plus(DAY.multipliedBy(10)), DAY), ANN);
            for (Booking booking : new Booking[] {waiting, future, running}) {
                done(bench.engine().bookings().release(booking.id(), "", ADMIN));
                bench.settle();
                assertThat(bench.state(booking.id()).isFinal()).isTrue();
                BookingState last = bench.state(booking.id());
                done(bench.engine().bookings().release(booking.id(), "", ADMIN));
                assertThat(bench.state(booking.id())).isEqualTo(last);
            }
            assertThat(bench.world.vpods()).isEmpty();
        }
    }

    @Test
    void quarantinesAStaticVpodThatFailsAndServesElsewhere() {
        Lab lab = aLab().host("h1", 1)
                .vpod("v1", "h1")
                .host("h2", 1)
                .vpod("v2", "h2")
                .build();
        try (Bench bench = new Bench(Bench.inMemory(), lab)) {
            bench.operations()
                    .failWhen(s -> s.order().kind() == OperationKind.PROVISION
                            && s.order().plan().vpod().equals(V1)
                            && s.task().equals("check"));
            Booking booking = bench.active(ANN, DAY);
            assertThat(booking.state()).isEqualTo(BookingState.ACTIVE);
            assertThat(booking.vpod().orElseThrow().value()).isEqualTo("v2");
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.QUARANTINED);
            assertThat(vpod(bench, V1).reason().orElseThrow()).contains("check: the test wants it");
        }
    }

    @Test
    void failsWithTheReasonWhenNothingElseIsFree() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.operations().failWhen(s -> s.task().equals("check"));
            Booking booking = bench.active(ANN, DAY);
            assertThat(booking.state()).isEqualTo(BookingState.FAILED);
            assertThat(booking.reason().orElseThrow()).contains("check: the test wants it");
            assertThat(bench.engine().operations().ofBooking(booking.id(), ANN))
                    .filteredOn(o -> o.kind() == OperationKind.PROVISION)
                    .singleElement()
                    .satisfies(o -> assertThat(o.consoleTail()).contains("login: _"));
            assertThat(bench.engine().operations().ofBooking(booking.id(), BOB))
                    .allSatisfy(o -> assertThat(o.consoleTail()).isEmpty());
            assertThat(bench.world.vpods()).isEmpty();
            bench.operations().failWhen(s -> false);
            assertThat(bench.active(ANN, DAY).state()).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void triesAnotherHostOnceOnly() {
        Lab lab = aLab().host("h1", 1).host("h2", 1).host("h3", 1).build();
        try (Bench bench = new Bench(Bench.inMemory(), lab)) {
            bench.operations()
                    .failWhen(s -> s.task().equals("machines") && s.order().kind() == OperationKind.PROVISION);
            Booking booking = bench.active(ANN, DAY);
            assertThat(booking.state()).isEqualTo(BookingState.FAILED);
            assertThat(bench.operations().started())
                    .filteredOn(o -> o.kind() == OperationKind.PROVISION)
                    .hasSize(2);
        }
    }

    @Test
    void quarantinesAVpodThatCannotBeCleanedAndReturnsIt() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            bench.operations().failWhen(s -> s.order().kind() == OperationKind.CLEAN);
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.CLEANING);
            bench.pass(Duration.ofMinutes(1));
            bench.pass(Duration.ofMinutes(5));
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.QUARANTINED);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            assertThat(refused(bench.book(lasting(request(BOB, SMALL), DAY), BOB))
                            .message())
                    .contains("Vpod v1 is not in service: It could not be cleaned");
            bench.operations().failWhen(s -> false);
            done(bench.engine().vpods().returnToService(V1, ADMIN));
            bench.settle();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
            assertThat(bench.active(BOB, DAY).state()).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void resetsOneAtATime() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            Operation reset = done(bench.engine().bookings().reset(booking.id(), ANN));
            assertThat(refused(bench.engine().bookings().reset(booking.id(), ANN))
                            .code())
                    .isEqualTo(RefusalCode.BUSY);
            assertThat(refused(bench.engine().bookings().reset(booking.id(), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            bench.settle();
            Operation finished =
                    bench.engine().operations().find(reset.id(), ANN).orElseThrow();
            assertThat(finished.state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(finished.percent()).isEqualTo(100);
            assertThat(finished.tasks())
                    .extracting(t -> t.task())
                    .containsExactly("revert", "verify", "access", "check");
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void endsCleanlyWhileAResetRuns() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().bookings().reset(booking.id(), ANN));
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
        }
    }

    @Test
    void keysFollowMembersAndTheirKeys() {
        SshKey bobs =
                new SshKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ bob@desk");
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            done(bench.engine().accounts().addKey(EngineContract.KEY, ANN));
            done(bench.engine().accounts().addKey(bobs, BOB));
            Booking booking = bench.active(ANN, DAY);
            assertThat(bench.world.keys(V1)).containsExactly(EngineContract.KEY.line());
            done(bench.engine().bookings().members(booking.id(), new MemberChange(Set.of(BOB.user()), Set.of()), ANN));
            bench.settle();
            assertThat(bench.world.keys(V1)).containsExactlyInAnyOrder(EngineContract.KEY.line(), bobs.line());
            String id = bench.engine().accounts().keys(ANN.user()).get(0).id();
            done(bench.engine().accounts().removeKey(id, ANN));
            bench.settle();
            assertThat(bench.world.keys(V1)).containsExactly(bobs.line());
            done(bench.engine().bookings().members(booking.id(), new MemberChange(Set.of(), Set.of(BOB.user())), BOB));
            bench.settle();
            assertThat(bench.world.keys(V1)).isEmpty();
        }
    }

    @Test
    void keysThatChangeWhileProvisioningArriveToo() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            bench.granted(lasting(request(ANN, SMALL), DAY), ANN);
            done(bench.engine().accounts().addKey(EngineContract.KEY, ANN));
            bench.settle();
            assertThat(bench.world.keys(V1)).containsExactly(EngineContract.KEY.line());
        }
    }

    @Test
    void startsAndEndsWithTheClock() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Instant start = SettableClock.START.plus(DAY);
            Booking booking = bench.granted(at(request(ANN, SMALL), start, DAY), ANN);
            bench.pass(DAY.minusSeconds(1));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.SCHEDULED);
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            bench.pass(DAY);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
        }
    }

    @Test
    void clockJumpsDoNoHarm() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            bench.pass(Duration.ofDays(-400));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            done(bench.engine().bookings().reset(booking.id(), ANN));
            bench.settle();
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            Booking second = bench.active(ANN, DAY);
            bench.pass(Duration.ofDays(4000));
            assertThat(bench.state(second.id())).isEqualTo(BookingState.DONE);
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
            assertThat(bench.active(BOB, DAY).state()).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void aBackOffFromAClockThatJumpedDoesNotLast() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            bench.clock.move(Duration.ofDays(900));
            bench.operations().failWhen(s -> s.order().kind() == OperationKind.CLEAN);
            bench.settle();
            bench.operations().failWhen(s -> false);
            bench.pass(Duration.ofDays(-900));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
        }
    }

    @Test
    void movesABookingThatHasNotStarted() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Instant start = SettableClock.START.plus(DAY);
            Booking booking = bench.granted(at(request(ANN, SMALL), start, DAY), ANN);
            Booking other = bench.granted(at(request(BOB, SMALL), start.plus(DAY.multipliedBy(3)), DAY), BOB);
            assertThat(refused(bench.engine()
                                    .bookings()
                                    .move(booking.id(), other.slot().start(), ANN))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            Booking moved = done(bench.engine().bookings().move(booking.id(), start.plus(Duration.ofHours(5)), ANN));
            assertThat(moved.slot().length()).isEqualTo(DAY);
            bench.pass(DAY.plusHours(5));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void drainsAfterThePresentBooking() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().vpods().drain(V1, "new disks", ADMIN));
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.IN_USE);
            assertThat(refused(bench.book(
                                    at(request(BOB, SMALL), SettableClock.START.plus(DAY.multipliedBy(3)), DAY), BOB))
                            .message())
                    .contains("new disks");
            bench.pass(DAY);
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.DRAINED);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            done(bench.engine().vpods().returnToService(V1, ADMIN));
            bench.settle();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
        }
    }

    private static List<OperationKind> doneTo(Bench bench, VpodId vpod, int since) {
        return bench.operations().started().stream()
                .skip(since)
                .filter(o -> o.plan().vpod().equals(vpod))
                .map(o -> o.kind())
                .toList();
    }

    @Test
    void bringsAFreeStaticVpodBackToItsKnownStateWhenAsked() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            bench.settle();
            int before = bench.operations().started().size();
            Vpod asked = done(bench.engine().vpods().reinitialise(V1, false, ADMIN));
            assertThat(asked.state()).isEqualTo(VpodState.CLEANING);
            assertThat(refused(bench.engine().vpods().reinitialise(V1, false, ADMIN))
                            .code())
                    .isEqualTo(RefusalCode.BUSY);
            bench.settle();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
            assertThat(doneTo(bench, V1, before)).containsExactly(OperationKind.CLEAN);
        }
    }

    @Test
    void setsAStaticVpodUpAnewAlsoWhenTakingItDownFailsAtFirst() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            bench.settle();
            int before = bench.operations().started().size();
            bench.operations().failWhen(s -> s.order().kind() == OperationKind.REMOVE);
            done(bench.engine().vpods().reinitialise(V1, true, ADMIN));
            bench.settle();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.CLEANING);
            bench.operations().failWhen(s -> false);
            bench.pass(Duration.ofMinutes(1));
            bench.settle();
            assertThat(vpod(bench, V1).state()).isEqualTo(VpodState.FREE);
            assertThat(doneTo(bench, V1, before))
                    .containsExactly(
                            OperationKind.REMOVE, OperationKind.REMOVE, OperationKind.PROVISION, OperationKind.CLEAN);
            assertThat(bench.active(BOB, DAY).vpod()).contains(V1);
        }
    }

    @Test
    void reinitialisesNothingThatServesABooking() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            assertThat(refused(bench.engine().vpods().reinitialise(V1, true, ADMIN))
                            .message())
                    .contains("serves booking " + booking.id());
            assertThat(refused(bench.engine().vpods().reinitialise(V1, true, ANN))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void aBookingThatBeginsWhileItsVpodIsSetUpAnewWaitsForIt() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            bench.settle();
            Booking booking =
                    bench.granted(at(request(ANN, SMALL), SettableClock.START.plus(Duration.ofHours(1)), DAY), ANN);
            done(bench.engine().vpods().reinitialise(V1, true, ADMIN));
            bench.pass(Duration.ofHours(1));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.VPOD_REINITIALISED)
                    .singleElement()
                    .satisfies(e -> assertThat(e.actor().user()).isEqualTo(ADMIN.user()));
        }
    }

    @Test
    void aBookingForACertainVpodGetsThatOne() {
        Lab lab = aLab().host("h1", 2).vpod("v1", "h1").vpod("v2", "h1").build();
        try (Bench bench = new Bench(Bench.inMemory(), lab)) {
            Booking booking = bench.granted(on(lasting(request(ANN, SMALL), DAY), "v2"), ANN);
            assertThat(booking.vpod()).contains(new VpodId("v2"));
            assertThat(refused(bench.book(on(lasting(request(BOB, SMALL), DAY), "v2"), BOB))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(refused(bench.book(on(lasting(request(BOB, SMALL), DAY), "v9"), BOB))
                            .message())
                    .isEqualTo("Lab demo has no vpod v9 of pod small. Vpods: v1, v2.");
        }
    }

    @Test
    void recordsWhatWasRefusedToWhom() {
        try (Bench bench = new Bench(Bench.inMemory(), staticLab())) {
            Booking booking = bench.active(ANN, DAY);
            refused(bench.engine().bookings().release(booking.id(), "", BOB));
            var events = bench.engine().events().after(0, 1000);
            var last = events.get(events.size() - 1);
            assertThat(last.type()).isEqualTo(io.laas.model.event.EventType.REFUSED);
            assertThat(last.actor()).isEqualTo(BOB.actor());
            assertThat(last.data())
                    .containsEntry("code", "FORBIDDEN")
                    .containsEntry("what", "releasing " + booking.id());
        }
    }

    @Test
    void tickingFromManyThreadsDoesEverythingOnce() throws Exception {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 8).build())) {
            for (int i = 0; i < 8; i++) {
                var caller = Bench.person("user" + i);
                bench.granted(at(request(caller, SMALL), SettableClock.START.plus(DAY), DAY), caller);
            }
            bench.clock.move(DAY);
            EngineContract.atOnce(8, i -> {
                bench.engine().tick();
                return Optional.empty();
            });
            assertThat(bench.operations().started()).hasSize(8);
            assertThat(bench.operations().numbers()).hasSize(8);
        }
    }
}
