package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.by;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.Idling.AFTER;
import static io.laas.engine.Idling.GRACE;
import static io.laas.engine.Idling.LOOK;
import static io.laas.engine.Idling.WEEK;
import static io.laas.engine.Idling.idle;
import static io.laas.engine.Idling.watch;
import static io.laas.engine.Idling.watched;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.IdleView;
import io.laas.engine.fake.Labs;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of pods that nobody uses, whatever the database is. */
abstract class IdleContract {
    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench(Labs lab) {
        return Idling.bench(settings(), lab);
    }

    private static List<Event> events(Bench bench, EventType type) {
        return bench.engine().events().after(0, 1000).stream()
                .filter(e -> e.type() == type)
                .toList();
    }

    private static VpodId vpod(Bench bench, Booking booking) {
        return bench.booking(booking.id()).vpod().orElseThrow();
    }

    @Test
    void holdersAreAskedOnceAboutAPodThatNobodyUses() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.minus(LOOK));
            Instant since = bench.clock.instant().minus(AFTER).plus(LOOK);
            assertThat(idle(bench, booking)).isEmpty();
            watch(bench, LOOK);
            assertThat(idle(bench, booking))
                    .contains(new IdleView(since, bench.clock.instant().plus(GRACE), false));
            watch(bench, GRACE);
            assertThat(idle(bench, booking).orElseThrow().reclaimable()).isTrue();
            assertThat(events(bench, EventType.BOOKING_IDLE))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data()).containsEntry("since", since.toString()));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void whoeverIsLoggedInComputesOrHasTrafficUsesThePod() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            List<Booking> used = List.of(watched(bench, ANN), watched(bench, ANN), watched(bench, BOB));
            for (int i = 0; i < 20; i++) {
                bench.world.works(vpod(bench, used.get(0)), "jump", 0, 0, 1);
                bench.world.works(vpod(bench, used.get(1)), "node1", LOOK.toMillis() / 2, 0, 0);
                bench.world.works(vpod(bench, used.get(2)), "jump", 0, LOOK.toSeconds() * 1000, 0);
                watch(bench, LOOK);
            }
            assertThat(events(bench, EventType.BOOKING_IDLE)).isEmpty();
            assertThat(used).allSatisfy(b -> assertThat(idle(bench, b)).isEmpty());
        }
    }

    @Test
    void aLittleLoadAndTrafficOfItsOwnIsNoUse() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            for (int i = 0; i < 13; i++) {
                bench.world.works(vpod(bench, booking), "jump", LOOK.toMillis() / 10, LOOK.toSeconds() * 100, 0);
                watch(bench, LOOK);
            }
            assertThat(idle(bench, booking)).isPresent();
        }
    }

    @Test
    void useAfterTheQuestionTakesItBack() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            bench.world.works(vpod(bench, booking), "jump", 0, 0, 1);
            watch(bench, LOOK);
            assertThat(idle(bench, booking)).isEmpty();
            assertThat(events(bench, EventType.BOOKING_KEPT))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data()).containsEntry("sign", "somebody is logged in to jump"));
        }
    }

    @Test
    void workOfLaasCountsAsUse() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.minus(LOOK));
            done(bench.engine().bookings().check(booking.id(), ANN));
            bench.settle();
            watch(bench, AFTER.minus(LOOK));
            assertThat(idle(bench, booking)).isEmpty();
            watch(bench, LOOK.multipliedBy(2));
            assertThat(idle(bench, booking)).isPresent();
        }
    }

    @Test
    void whatCannotBeSeenCountsAsUse() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.minus(LOOK));
            bench.operations().setOffline(new HostId("h1"), true);
            watch(bench, LOOK.multipliedBy(4));
            bench.operations().setOffline(new HostId("h1"), false);
            watch(bench, AFTER.minus(LOOK));
            assertThat(idle(bench, booking)).isEmpty();
        }
    }

    @Test
    void podThatIsNoLongerSeenIsNotTakenBack() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            bench.operations().setOffline(new HostId("h1"), true);
            watch(bench, LOOK.multipliedBy(4));
            assertThat(idle(bench, booking).orElseThrow().reclaimable()).isFalse();
            bench.book(waiting(lasting(request(BOB, SMALL), AFTER)), BOB);
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void pipelinesAreNotWatched() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking =
                    bench.granted(by(lasting(request(ANN, SMALL), Duration.ofHours(12)), Booker.PIPELINE), ANN);
            bench.settle();
            watch(bench, AFTER.plus(GRACE).plus(LOOK));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(idle(bench, booking)).isEmpty();
        }
    }

    @Test
    void labsThatDoNotWantItWatchNobody() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 1).build())) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            assertThat(idle(bench, booking)).isEmpty();
            assertThat(refused(bench.engine().idle().keep(booking.id(), ANN)).message())
                    .isEqualTo("Lab demo does not take idle pods back, so booking %s stays as it is until its end."
                            .formatted(booking.id()));
        }
    }

    @Test
    void whoeverStillNeedsItKeepsItForAnotherWhile() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            done(bench.engine().idle().keep(booking.id(), ANN));
            assertThat(idle(bench, booking)).isEmpty();
            bench.book(waiting(lasting(request(BOB, SMALL), AFTER)), BOB);
            watch(bench, AFTER.minus(LOOK));
            assertThat(idle(bench, booking)).isEmpty();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            watch(bench, LOOK.multipliedBy(2));
            assertThat(events(bench, EventType.BOOKING_IDLE)).hasSize(2);
        }
    }

    @Test
    void onlyMembersAndManagersKeepAndOnlyWhatRuns() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            assertThat(refused(bench.engine().idle().keep(booking.id(), BOB)).code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(bench.engine().idle().keep(new BookingId(99), ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_BOOKING);
            done(bench.engine().idle().keep(booking.id(), ADMIN));
            bench.engine().bookings().release(booking.id(), "", ANN);
            assertThat(refused(bench.engine().idle().keep(booking.id(), ANN)))
                    .satisfies(no -> assertThat(no.code()).isEqualTo(RefusalCode.WRONG_STATE))
                    .satisfies(no -> assertThat(no.message()).contains("only active bookings can be idle"));
        }
    }

    @Test
    void whoeverWaitsGetsThePodThatNobodyUses() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking idle = watched(bench, ANN);
            watch(bench, AFTER);
            BookingDecision decision = bench.book(waiting(lasting(request(BOB, SMALL), AFTER)), BOB);
            BookingId waiter = ((BookingDecision.Waiting) decision).booking().id();
            watch(bench, GRACE.minus(LOOK));
            assertThat(bench.state(idle.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.state(waiter)).isEqualTo(BookingState.WAITING);
            watch(bench, LOOK);
            assertThat(bench.booking(idle.id()).reason().orElse(""))
                    .startsWith("Taken back for booking " + waiter + ", because nobody used the pod since ");
            assertThat(bench.state(idle.id())).isEqualTo(BookingState.DONE);
            assertThat(done(bench.engine().bookings().find(waiter, ADMIN)).offerUntil())
                    .isPresent();
        }
    }

    @Test
    void pipelineThatWaitsGetsItAtOnce() {
        try (Bench bench = bench(aLab().host("h1", 1).vpod("v1", "h1"))) {
            Booking idle = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            BookingDecision decision =
                    bench.book(by(waiting(lasting(request(BOB, SMALL), GRACE)), Booker.PIPELINE), BOB);
            assertThat(decision).isInstanceOf(BookingDecision.Waiting.class);
            bench.settle();
            assertThat(bench.state(idle.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.state(
                            ((BookingDecision.Waiting) decision).booking().id()))
                    .isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void whoeverBooksNowAndDoesNotWaitGetsItOnceItIsClean() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking idle = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            Booking granted = bench.granted(lasting(request(BOB, SMALL), GRACE), BOB);
            assertThat(granted.slot().start())
                    .isEqualTo(
                            bench.clock.instant().plus(Duration.ofMinutes(15)).plusMillis(1));
            assertThat(granted.slot().length()).isEqualTo(GRACE);
            assertThat(bench.booking(idle.id()).reason().orElse("")).startsWith("Taken back for somebody else,");
            bench.pass(Duration.ofMinutes(16));
            assertThat(bench.state(granted.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void nothingIsTakenBackThatDoesNotHelp() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            Booking idle = watched(bench, ANN);
            Booking used = watched(bench, BOB);
            for (int i = 0; i < 20; i++) {
                bench.world.works(vpod(bench, used), "jump", 0, 0, 1);
                watch(bench, LOOK);
            }
            assertThat(idle(bench, idle).orElseThrow().reclaimable()).isTrue();
            Caller carl = person("carl");
            assertThat(refused(bench.book(lasting(request(carl, LARGE), GRACE), carl))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            bench.book(waiting(lasting(request(carl, LARGE), GRACE)), carl);
            bench.settle();
            Instant later = bench.clock.instant().plus(Duration.ofDays(1));
            assertThat(refused(bench.book(at(request(carl, SMALL), later, GRACE), carl))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(bench.state(idle.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void nobodyLosesAPodForWhoeverIsServedAsSoonWithoutIt() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            Booking idle = watched(bench, ANN);
            watch(bench, AFTER.plus(GRACE));
            Booking ending = bench.active(BOB, AFTER);
            bench.engine().bookings().release(ending.id(), "", BOB);
            Caller carl = person("carl");
            Refusal no = refused(bench.book(lasting(request(carl, SMALL), GRACE), carl));
            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no.nextFree().orElseThrow().start())
                    .isBefore(bench.clock.instant().plus(Duration.ofMinutes(16)));
            assertThat(bench.state(idle.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void asFewAsCanBeAreTakenBack() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            List<Booking> idle = List.of(watched(bench, ANN), watched(bench, ANN), watched(bench, BOB));
            watch(bench, AFTER.plus(GRACE));
            Caller carl = person("carl");
            bench.book(by(waiting(lasting(request(carl, LARGE), GRACE)), Booker.PIPELINE), carl);
            bench.settle();
            assertThat(idle.stream().map(b -> bench.state(b.id())))
                    .containsExactlyInAnyOrder(BookingState.DONE, BookingState.DONE, BookingState.ACTIVE);
            watch(bench, LOOK);
            assertThat(idle.stream().map(b -> bench.state(b.id()))).contains(BookingState.ACTIVE);
        }
    }

    @Test
    void ofPodsBookedTogetherNoneGoesWhileAnotherIsUsed() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            GroupRequest two = new GroupRequest(Collections.nCopies(2, lasting(request(ANN, SMALL), WEEK)));
            List<Booking> together =
                    ((GroupDecision.Granted) bench.engine().groups().book(two, ANN)).bookings();
            bench.settle();
            for (int i = 0; i < 20; i++) {
                bench.world.works(vpod(bench, together.get(0)), "jump", 0, 0, 1);
                watch(bench, LOOK);
            }
            assertThat(idle(bench, together.get(1)).orElseThrow().reclaimable()).isTrue();
            assertThat(bench.book(lasting(request(BOB, SMALL), GRACE), BOB))
                    .isInstanceOf(BookingDecision.Refused.class);
            bench.world.works(vpod(bench, together.get(0)), "jump", 0, 0, 0);
            watch(bench, AFTER.plus(GRACE).plus(LOOK));
            assertThat(bench.book(lasting(request(BOB, SMALL), GRACE), BOB))
                    .isInstanceOf(BookingDecision.Granted.class);
        }
    }

    @Test
    void whatWasSeenOutlivesTheEngine() {
        try (Bench bench = bench(aLab().host("h1", 1))) {
            Booking booking = watched(bench, ANN);
            watch(bench, AFTER.minus(LOOK));
            bench.crash();
            watch(bench, LOOK);
            assertThat(idle(bench, booking)).isPresent();
            bench.crash();
            bench.settle();
            assertThat(events(bench, EventType.BOOKING_IDLE)).hasSize(1);
        }
    }

    /** The holder keeps the pod while others want it: whoever comes first has it, and nobody else. */
    @Test
    void keepingAndTakingBackAtOnceHasOneWinner() throws Exception {
        for (int round = 0; round < 12; round++) {
            try (Bench bench = bench(aLab().host("h1", 1))) {
                Booking idle = watched(bench, ANN);
                watch(bench, AFTER.plus(GRACE));
                assertThat(idle(bench, idle).orElseThrow().reclaimable()).isTrue();
                List<Boolean> won = EngineContract.atOnce(4, i -> switch (i) {
                    case 0 -> bench.engine().idle().keep(idle.id(), ANN) instanceof Answer.Done;
                    default -> {
                        Caller other = person("other" + i);
                        yield bench.book(lasting(request(other, SMALL), GRACE), other)
                                instanceof BookingDecision.Granted;
                    }
                });
                assertThat(won).as("who got the pod in round %d", round).containsOnlyOnce(true);
                boolean kept = won.get(0);
                assertThat(bench.state(idle.id()) == BookingState.ACTIVE).isEqualTo(kept);
                long granted = bench.engine().bookings().brief(BookingFilter.all(50), ADMIN).stream()
                        .filter(b -> b.state() == BookingState.SCHEDULED)
                        .count();
                assertThat(granted).isEqualTo(kept ? 0 : 1);
            }
        }
    }
}
