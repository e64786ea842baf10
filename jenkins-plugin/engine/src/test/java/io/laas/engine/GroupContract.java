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
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.account.Caller;
import io.laas.engine.account.RequestKey;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What bookings of several pods promise, whatever the database is. */
abstract class GroupContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CLEANING = Duration.ofMinutes(15);
    private static final Policy MANY = Labs.quota(8, 8);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench(Labs... labs) {
        return new Bench(
                settings(), Stream.of(labs).map(l -> l.policy(MANY).build()).toArray(io.laas.model.lab.Lab[]::new));
    }

    private static GroupRequest group(BookingRequest... requests) {
        return new GroupRequest(List.of(requests));
    }

    private static GroupRequest times(int number, BookingRequest request) {
        return new GroupRequest(Collections.nCopies(number, request));
    }

    private static List<Booking> granted(Bench bench, GroupRequest group, Caller caller) {
        GroupDecision decision = bench.engine().groups().book(group, caller);
        assertThat(decision).isInstanceOf(GroupDecision.Granted.class);
        return ((GroupDecision.Granted) decision).bookings();
    }

    private static Refusal no(Bench bench, GroupRequest group, Caller caller) {
        GroupDecision decision = bench.engine().groups().book(group, caller);
        assertThat(decision).isInstanceOf(GroupDecision.Refused.class);
        return ((GroupDecision.Refused) decision).refusal();
    }

    private static List<BookingState> states(Bench bench, List<Booking> bookings) {
        return bookings.stream().map(b -> bench.state(b.id())).toList();
    }

    private static List<Booking> all(Bench bench) {
        return bench.engine().bookings().brief(BookingFilter.all(500), ADMIN);
    }

    @Test
    void allAreGrantedInTheSameSlotAndKnowEachOther() {
        try (Bench bench = bench(aLab().host("h1", 4).vpod("v1", "h1"))) {
            List<Booking> three = granted(bench, times(3, lasting(request(ANN, SMALL), DAY)), ANN);
            bench.settle();

            assertThat(states(bench, three)).containsOnly(BookingState.ACTIVE);
            assertThat(three)
                    .extracting(Booking::slot)
                    .containsOnly(three.get(0).slot());
            assertThat(three).extracting(Booking::vpod).doesNotHaveDuplicates();
            assertThat(done(bench.engine().groups().find(three.get(2).id(), BOB)))
                    .extracting(v -> v.booking().id())
                    .isEqualTo(three.stream().map(Booking::id).toList());
            assertThat(done(bench.engine().bookings().find(three.get(1).id(), ANN))
                            .group())
                    .contains(three.get(0).id());
        }
    }

    @Test
    void ifOneHasNoPlaceNoneIsBooked() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            bench.active(BOB, DAY);

            Refusal no = no(bench, group(lasting(request(ANN, SMALL), DAY), lasting(request(ANN, LARGE), DAY)), ANN);

            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no.message())
                    .startsWith("large, small are not free together from 2026-03-02 09:00 UTC to 2026-03-03 09:00 UTC.")
                    .contains("Next free slot of 1 day: 2026-03-03 09:15 UTC.");
            assertThat(no.nextFree().orElseThrow().start())
                    .isEqualTo(SettableClock.START.plus(DAY).plus(CLEANING));
            assertThat(all(bench)).hasSize(1);
        }
    }

    @Test
    void placesAreSharedOutSoThatAllFit() {
        try (Bench bench = bench(aLab().host("h1", 2).host("h2", 1))) {
            List<Booking> both =
                    granted(bench, group(lasting(request(ANN, SMALL), DAY), lasting(request(ANN, LARGE), DAY)), ANN);

            assertThat(both.get(0).host().orElseThrow().value()).isEqualTo("h2");
            assertThat(both.get(1).host().orElseThrow().value()).isEqualTo("h1");
        }
    }

    @Test
    void podsOfSeveralLabsAreBookedTogetherOrNotAtAll() {
        try (Bench bench = bench(aLab("east").host("e1", 1), aLab("west").host("w1", 1))) {
            BookingRequest one = lasting(request(ANN, SMALL), DAY);
            GroupRequest eastAndWest = group(
                    one.but().lab(new LabId("east")).build(),
                    one.but().lab(new LabId("west")).build());
            Booking held = bench.granted(
                    lasting(request(BOB, SMALL), DAY)
                            .but()
                            .lab(new LabId("west"))
                            .build(),
                    BOB);
            assertThat(no(bench, eastAndWest, ANN).code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no(
                                    bench,
                                    group(
                                            waiting(one.but()
                                                    .lab(new LabId("east"))
                                                    .build()),
                                            waiting(one.but()
                                                    .lab(new LabId("west"))
                                                    .build())),
                                    ANN)
                            .message())
                    .startsWith("No lab could serve 2 × small together, whatever is free, so they cannot wait.");
            done(bench.engine().bookings().release(held.id(), "", BOB));
            bench.settle();

            assertThat(granted(bench, eastAndWest, ANN))
                    .extracting(b -> b.lab().value())
                    .containsExactly("east", "west");
            assertThat(no(bench, times(2, one), ANN).code()).isEqualTo(RefusalCode.POD_TAKEN);
        }
    }

    @Test
    void theyWaitAsOneAndAreServedTogether() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            Booking running = bench.active(BOB, DAY);
            GroupDecision decision =
                    bench.engine().groups().book(times(2, waiting(lasting(request(ANN, SMALL), DAY))), ANN);
            var waiting = (GroupDecision.Waiting) decision;

            assertThat(waiting.position()).isEqualTo(1);
            assertThat(waiting.expected())
                    .contains(SettableClock.START.plus(DAY).plus(CLEANING));
            assertThat(refused(bench.book(lasting(request(BOB, SMALL), DAY.multipliedBy(2)), BOB))
                            .code())
                    .as("what would make the group wait longer")
                    .isEqualTo(RefusalCode.POD_TAKEN);
            bench.settle();
            assertThat(states(bench, waiting.bookings())).containsOnly(BookingState.WAITING);
            for (Booking b : waiting.bookings()) {
                assertThat(done(bench.engine().bookings().find(b.id(), ANN))
                                .waiting()
                                .orElseThrow()
                                .position())
                        .isEqualTo(1);
            }
            done(bench.engine().bookings().release(running.id(), "", BOB));
            bench.settle();
            assertThat(states(bench, waiting.bookings())).containsOnly(BookingState.ACTIVE);
        }
    }

    @Test
    void anOfferToThemIsMadeAndAcceptedOnce() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            Booking running = bench.active(BOB, DAY);
            List<Booking> two = ((GroupDecision.Waiting) bench.engine()
                            .groups()
                            .book(times(2, waiting(lasting(request(ANN, SMALL), DAY))), ANN))
                    .bookings();
            bench.pass(Duration.ofHours(1));
            done(bench.engine().bookings().release(running.id(), "", BOB));
            bench.settle();
            assertThat(states(bench, two)).containsOnly(BookingState.SCHEDULED);
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.BOOKING_OFFERED)
                    .singleElement()
                    .satisfies(e -> assertThat(e.data()).containsEntry("pods", "2"));

            done(bench.engine().bookings().accept(two.get(1).id(), ANN));
            bench.settle();
            assertThat(states(bench, two)).containsOnly(BookingState.ACTIVE);
        }
    }

    @Test
    void allAreExtendedOrNone() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            List<Booking> two = granted(bench, times(2, lasting(request(ANN, SMALL), DAY)), ANN);
            bench.settle();
            Instant end = two.get(0).slot().end();
            Booking next = bench.granted(at(request(BOB, SMALL), end.plus(Duration.ofHours(2)), DAY), BOB);
            long before = bench.engine().events().last();

            Refusal no = refused(
                    bench.engine().groups().extend(two.get(0).id(), new Extension.By(Duration.ofHours(5)), ANN));

            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(two)
                    .allSatisfy(b -> assertThat(bench.booking(b.id()).slot()).isEqualTo(b.slot()));
            assertThat(bench.engine().events().after(before, 100))
                    .extracting(Event::type)
                    .containsExactly(EventType.REFUSED);
            done(bench.engine().groups().extend(two.get(1).id(), new Extension.By(Duration.ofHours(1)), ANN));
            assertThat(two)
                    .allSatisfy(b ->
                            assertThat(bench.booking(b.id()).slot().end()).isEqualTo(end.plus(Duration.ofHours(1))));
            done(bench.engine().bookings().release(next.id(), "", BOB));
            done(bench.engine().bookings().extend(two.get(0).id(), new Extension.By(Duration.ofHours(3)), ANN));
            assertThat(bench.booking(two.get(1).id()).slot().end()).isEqualTo(end.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void oneIsReleasedAloneOrAllTogether() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            List<Booking> three = granted(bench, times(3, lasting(request(ANN, SMALL), DAY)), ANN);
            bench.settle();
            assertThat(refused(bench.engine().groups().release(three.get(0).id(), "", BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(bench.engine().groups().release(new BookingId(999), "", ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_BOOKING);

            done(bench.engine().bookings().release(three.get(0).id(), "", ANN));
            bench.settle();
            assertThat(states(bench, three))
                    .containsExactly(BookingState.DONE, BookingState.ACTIVE, BookingState.ACTIVE);
            assertThat(done(bench.engine().groups().release(three.get(0).id(), "", ANN)))
                    .hasSize(2);
            bench.settle();
            assertThat(states(bench, three)).containsOnly(BookingState.DONE);
            assertThat(refused(bench.engine().groups().release(three.get(0).id(), "", ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void allCountInTheQuota() {
        try (Bench bench = new Bench(
                settings(), aLab().host("h1", 9).policy(Labs.quota(2, 1)).build())) {
            Refusal no = no(bench, times(3, lasting(request(ANN, SMALL), DAY)), ANN);
            assertThat(no.code()).isEqualTo(RefusalCode.QUOTA);
            assertThat(no.message())
                    .isEqualTo(
                            "ann has 0 running bookings and asks for 3 more, beyond what lab demo allows (2 running, 1 coming). Release one, or ask ops@example.org.");
            granted(bench, times(2, lasting(request(ANN, SMALL), DAY)), ANN);
        }
    }

    @Test
    void theyAreApprovedOrDeniedTogether() {
        Approval rules = new Approval(
                Optional.empty(),
                Optional.of(1),
                List.of(),
                List.of(),
                List.of(new UserId("carol")),
                List.of(),
                DAY,
                true);
        try (Bench bench = new Bench(
                settings(),
                aLab().host("h1", 4).policy(MANY.withApproval(rules)).build())) {
            Caller carol = Bench.person("carol");
            var asked = (GroupDecision.Asked) bench.engine()
                    .groups()
                    .book(times(2, lasting(request(ANN, SMALL), DAY)), ANN);
            var denied = (GroupDecision.Asked) bench.engine()
                    .groups()
                    .book(times(2, lasting(request(BOB, SMALL), DAY)), BOB);
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.APPROVAL_ASKED)
                    .hasSize(2)
                    .allSatisfy(e -> assertThat(e.data()).containsEntry("pods", "2"));

            done(bench.engine().approvals().approve(asked.bookings().get(1).id(), "", carol));
            done(bench.engine().approvals().deny(denied.bookings().get(0).id(), "one is enough", carol));
            bench.settle();

            assertThat(states(bench, asked.bookings())).containsOnly(BookingState.ACTIVE);
            assertThat(states(bench, denied.bookings())).containsOnly(BookingState.CANCELLED);
        }
    }

    @Test
    void theSameKeyGivesTheSameGroup() {
        try (Bench bench = bench(aLab().host("h1", 9))) {
            Caller under = ANN.once(new RequestKey("k", "two pods"));
            GroupRequest two = times(2, lasting(request(ANN, SMALL), DAY));
            List<Booking> first = granted(bench, two, under);
            bench.crash();
            assertThat(granted(bench, two, under))
                    .extracting(Booking::id)
                    .isEqualTo(first.stream().map(Booking::id).toList());
        }
    }

    @Test
    void nobodyGetsHalfOfAGroupWhenManyAskAtOnce() throws Exception {
        try (Bench bench =
                bench(aLab().host("h1", 5).vpod("v1", "h1").vpod("v2", "h1").vpod("v3", "h1"))) {
            List<GroupDecision> decisions = EngineContract.atOnce(16, i -> {
                Caller caller = Bench.person("user" + i);
                GroupRequest group = i % 2 == 0
                        ? times(2, lasting(request(caller, SMALL), DAY))
                        : group(
                                on(lasting(request(caller, SMALL), DAY), "v1"),
                                lasting(request(caller, SMALL), DAY),
                                on(lasting(request(caller, SMALL), DAY), "v3"));
                return bench.engine().groups().book(group, caller);
            });

            List<Booking> booked = decisions.stream()
                    .filter(GroupDecision.Granted.class::isInstance)
                    .flatMap(d -> ((GroupDecision.Granted) d).bookings().stream())
                    .toList();
            assertThat(booked).hasSizeBetween(4, 5);
            assertThat(all(bench)).hasSameSizeAs(booked);
            assertThat(booked).extracting(Booking::vpod).doesNotHaveDuplicates();
        }
    }

    @Test
    void groupsOverTheSameLabsInOtherOrdersDoNotWaitForEachOther() throws Exception {
        try (Bench bench = bench(aLab("east").host("e1", 40), aLab("west").host("w1", 40))) {
            List<GroupDecision> decisions = EngineContract.atOnce(16, i -> {
                Caller caller = Bench.person("user" + i);
                BookingRequest one = lasting(request(caller, SMALL), DAY);
                List<BookingRequest> both = new ArrayList<>(List.of(
                        one.but().lab(new LabId("east")).build(),
                        one.but().lab(new LabId("west")).build()));
                if (i % 2 == 0) {
                    Collections.reverse(both);
                }
                return bench.engine().groups().book(new GroupRequest(both), caller);
            });
            assertThat(decisions).allMatch(GroupDecision.Granted.class::isInstance);
        }
    }

    @Test
    void aGroupIsOfPodsForTheSameOwnerAndTime() {
        BookingRequest one = lasting(request(ANN, SMALL), DAY);
        assertThatThrownBy(() -> new GroupRequest(List.of(one)))
                .hasMessage("a group must be of 2 to 16 pods, was of 1");
        assertThatThrownBy(() -> group(one, lasting(request(BOB, SMALL), DAY)))
                .hasMessage("the pods of a group must be for the same owner and time");
        try (Bench bench = bench(aLab().host("h1", 2))) {
            assertThat(no(bench, times(2, one), BOB).code()).isEqualTo(RefusalCode.FORBIDDEN);
            List<BookingView> none = List.of();
            assertThat(all(bench)).hasSameSizeAs(none);
        }
    }
}
