package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.by;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.WaitPlace;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.model.BookingId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.HeadStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitListTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CLEANING = Duration.ofMinutes(15);
    private static final Caller CID = Bench.person("cid");

    private static BookingDecision.Waiting queue(Bench bench, BookingRequest request, Caller caller) {
        return (BookingDecision.Waiting) bench.book(waiting(request), caller);
    }

    private static Optional<WaitPlace> place(Bench bench, BookingId id) {
        return done(bench.engine().bookings().find(id, ADMIN)).waiting();
    }

    @Test
    void tellsPlaceAndExpectedStart() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, DAY);
            var first = queue(bench, lasting(request(BOB, SMALL), DAY), BOB);
            bench.clock.move(Duration.ofMinutes(1));
            var second = queue(bench, lasting(request(CID, SMALL), DAY), CID);
            Instant free = SettableClock.START.plus(DAY).plus(CLEANING);
            assertThat(first.position()).isEqualTo(1);
            assertThat(first.expected()).contains(free);
            assertThat(second.position()).isEqualTo(2);
            assertThat(second.expected()).contains(free.plus(DAY).plus(CLEANING));
            assertThat(place(bench, second.booking().id())).contains(new WaitPlace(2, second.expected()));
        }
    }

    @Test
    void grantsToWhoCameFirstAsSoonAsSomethingIsFree() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking running = bench.active(ANN, DAY);
            Booking bobs = queue(bench, lasting(request(BOB, SMALL), DAY), BOB).booking();
            bench.clock.move(Duration.ofSeconds(1));
            Booking cids = queue(bench, lasting(request(CID, SMALL), DAY), CID).booking();
            done(bench.engine().bookings().release(running.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(bobs.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.state(cids.id())).isEqualTo(BookingState.WAITING);
            done(bench.engine().bookings().release(bobs.id(), "", BOB));
            bench.settle();
            assertThat(bench.state(cids.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void peopleComeBeforePipelinesAtEqualTimesOnly() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking running = bench.active(ANN, DAY);
            Duration hour = Duration.ofHours(1);
            Booking pipeline = queue(bench, by(lasting(request(CID, SMALL), hour), Booker.PIPELINE), CID)
                    .booking();
            Booking person =
                    queue(bench, lasting(request(BOB, SMALL), hour), BOB).booking();
            done(bench.engine().bookings().release(running.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(person.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.state(pipeline.id())).isEqualTo(BookingState.WAITING);
        }
    }

    private static Bench withHeadStart(HeadStart headStart) {
        return new Bench(
                Bench.inMemory(),
                aLab().host("h1", 1)
                        .policy(Labs.quota(9, 99).withHeadStart(headStart))
                        .build());
    }

    @Test
    void whoHasAHeadStartGoesBeforeThoseWhoCameLittleEarlier() {
        HeadStart people = new HeadStart(Duration.ofHours(1), Duration.ZERO, Map.of("nfv", Duration.ofHours(6)));
        try (Bench bench = withHeadStart(people)) {
            done(bench.engine().projects().create("nfv", Set.of(CID.user()), ADMIN));
            bench.active(ANN, DAY);
            Duration hour = Duration.ofHours(1);
            Booking pipeline = queue(bench, by(lasting(request(BOB, SMALL), hour), Booker.PIPELINE), BOB)
                    .booking();
            bench.clock.move(Duration.ofMinutes(59));
            Booking soon = queue(bench, lasting(request(BOB, SMALL), hour), BOB).booking();
            bench.clock.move(Duration.ofMinutes(2));
            Booking late = queue(bench, lasting(request(BOB, SMALL), hour), BOB).booking();
            Booking member =
                    queue(bench, lasting(request(CID, SMALL), hour), CID).booking();
            BookingRequest boast =
                    lasting(request(BOB, SMALL), hour).but().project("nfv").build();
            Booking notMember = queue(bench, boast, BOB).booking();

            List<Booking> order = List.of(member, soon, pipeline, late, notMember);
            for (int i = 0; i < order.size(); i++) {
                assertThat(place(bench, order.get(i).id()).orElseThrow().position())
                        .as("%s", order.get(i).id())
                        .isEqualTo(i + 1);
            }
        }
    }

    @Test
    void whoeverWaitsIsServedThoughPeopleWithAHeadStartKeepComing() {
        try (Bench bench = withHeadStart(new HeadStart(Duration.ofHours(4), Duration.ZERO, Map.of()))) {
            Duration half = Duration.ofMinutes(30);
            bench.granted(lasting(request(ANN, SMALL), half), ANN);
            Booking pipeline = queue(bench, by(lasting(request(CID, SMALL), half), Booker.PIPELINE), CID)
                    .booking();
            int overtook = 0;
            while (bench.state(pipeline.id()) == BookingState.WAITING && overtook < 100) {
                Caller next = Bench.person("user" + overtook++);
                queue(bench, by(lasting(request(next, SMALL), half), Booker.PERSON), next);
                bench.pass(Duration.ofMinutes(45));
                bench
                        .engine()
                        .bookings()
                        .brief(BookingFilter.all(100).in(Set.of(BookingState.SCHEDULED)), ADMIN)
                        .stream()
                        .filter(b -> b.booker() == Booker.PERSON)
                        .forEach(b -> bench.engine().bookings().accept(b.id(), ADMIN));
                bench.settle();
            }
            assertThat(overtook).isBetween(5, 12);
        }
    }

    @Test
    void newcomersDoNotOvertake() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, DAY);
            Booking waiting =
                    queue(bench, lasting(request(BOB, SMALL), DAY), BOB).booking();
            Instant free = SettableClock.START.plus(DAY).plus(CLEANING);
            var refusal = refused(bench.book(at(request(CID, SMALL), free, DAY), CID));
            assertThat(refusal.code()).isEqualTo(RefusalCode.POD_TAKEN);
            bench.granted(at(request(CID, SMALL), free.plus(DAY).plus(CLEANING), DAY), CID);
            bench.pass(DAY);
            assertThat(bench.state(waiting.id())).isNotEqualTo(BookingState.WAITING);
        }
    }

    @Test
    void extensionsRespectWhoWaits() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking running = bench.active(ANN, DAY);
            queue(bench, lasting(request(BOB, SMALL), DAY), BOB);
            assertThat(done(bench.engine().bookings().extension(running.id(), ANN))
                            .possible())
                    .isFalse();
            var no =
                    refused(bench.engine().bookings().extend(running.id(), new Extension.By(Duration.ofHours(1)), ANN));
            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
        }
    }

    @Test
    void theLargeOneIsNotStarvedBySmallOnes() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            bench.active(ANN, DAY);
            Booking large = queue(bench, lasting(request(BOB, LARGE), DAY), BOB).booking();
            assertThat(bench.book(lasting(request(CID, SMALL), DAY.multipliedBy(3)), CID))
                    .isInstanceOf(BookingDecision.Refused.class);
            assertThat(bench.book(lasting(request(CID, SMALL), DAY), CID))
                    .as("what is over before the large one's turn may go first")
                    .isInstanceOf(BookingDecision.Granted.class);
            bench.settle();
            bench.pass(DAY);
            assertThat(bench.state(large.id())).isEqualTo(BookingState.SCHEDULED);
        }
    }

    @Test
    void whoWaitedLongGetsAnOfferToAccept() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, DAY);
            Booking bobs = queue(bench, lasting(request(BOB, SMALL), DAY), BOB).booking();
            bench.pass(DAY);
            var view = done(bench.engine().bookings().find(bobs.id(), BOB));
            assertThat(view.booking().state()).isEqualTo(BookingState.SCHEDULED);
            assertThat(view.offerUntil()).contains(bench.clock.instant().plus(Duration.ofMinutes(15)));
            done(bench.engine().bookings().accept(bobs.id(), BOB));
            bench.settle();
            assertThat(bench.state(bobs.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void anOfferNotTakenUpGoesToTheNext() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, DAY);
            Booking bobs = queue(bench, lasting(request(BOB, SMALL), DAY), BOB).booking();
            bench.clock.move(Duration.ofSeconds(1));
            Booking cids = queue(bench, by(lasting(request(CID, SMALL), Duration.ofHours(2)), Booker.PIPELINE), CID)
                    .booking();
            bench.pass(DAY);
            assertThat(bench.state(cids.id())).isEqualTo(BookingState.WAITING);
            bench.pass(Duration.ofMinutes(15));
            assertThat(bench.state(bobs.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(bobs.id()).reason()).contains("The offer was not taken up in time.");
            assertThat(bench.state(cids.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(refused(bench.engine().bookings().accept(bobs.id(), BOB)).code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }
}
