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

import io.laas.engine.account.Caller;
import io.laas.engine.account.RequestKey;
import io.laas.engine.account.Right;
import io.laas.engine.booking.ApprovalService;
import io.laas.engine.booking.ApprovalState;
import io.laas.engine.booking.ApprovalView;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What approvals promise, whatever the database is. */
abstract class ApprovalContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Caller CAROL = Bench.person("carol");
    private static final Instant TOMORROW = SettableClock.START.plus(DAY);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private static Approval longer(boolean holds) {
        return rules(Optional.of(DAY), Optional.empty(), List.of(), holds);
    }

    private static Approval rules(
            Optional<Duration> longer, Optional<Integer> above, List<String> outside, boolean holds) {
        return new Approval(
                longer, above, List.of(LARGE), outside, List.of(CAROL.user()), List.of("leads"), DAY, holds);
    }

    private Bench bench(Approval rules, Labs lab) {
        return new Bench(
                settings(), lab.policy(Labs.quota(4, 6).withApproval(rules)).build());
    }

    private static Booking asked(Bench bench, BookingRequest request, Caller caller) {
        BookingDecision decision = bench.book(request, caller);
        assertThat(decision).isInstanceOf(BookingDecision.Asked.class);
        return ((BookingDecision.Asked) decision).booking();
    }

    private static ApprovalService approvals(Bench bench) {
        return bench.engine().approvals();
    }

    private static ApprovalView approval(Bench bench, BookingId id) {
        return done(bench.engine().bookings().find(id, ANN)).approval().orElseThrow();
    }

    private static List<EventType> events(Bench bench, BookingId id) {
        return bench.engine().events().ofBooking(id, 0, 100).stream()
                .map(Event::type)
                .toList();
    }

    @Test
    void whatIsLongerThanTheLabAllowsWaitsForApprovalAndKeepsItsPlace() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            bench.settle();

            assertThat(bench.state(booking.id())).isEqualTo(BookingState.REQUESTED);
            assertThat(bench.operations().started()).isEmpty();
            assertThat(approval(bench, booking.id()).reasons())
                    .containsExactly("It is 3 days long; what is longer than 1 day needs approval.");
            assertThat(approval(bench, booking.id()).until()).isEqualTo(SettableClock.START.plus(DAY));
            assertThat(refused(bench.book(lasting(request(BOB, SMALL), DAY), BOB))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);

            done(approvals(bench).approve(booking.id(), "fine", CAROL));
            bench.settle();

            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(approval(bench, booking.id()).by()).contains(CAROL.user());
            assertThat(approval(bench, booking.id()).remark()).contains("fine");
            assertThat(events(bench, booking.id()))
                    .containsSubsequence(
                            EventType.BOOKING_REQUESTED,
                            EventType.APPROVAL_ASKED,
                            EventType.APPROVAL_GIVEN,
                            EventType.BOOKING_SCHEDULED,
                            EventType.BOOKING_ACTIVE);
        }
    }

    @Test
    void shortBookingsAndThoseOfManagersNeedNone() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 4))) {
            assertThat(bench.active(ANN, DAY).state()).isEqualTo(BookingState.ACTIVE);
            bench.granted(lasting(request(ADMIN, SMALL), THREE_DAYS), ADMIN);
            assertThat(approvals(bench).open(ADMIN)).isEmpty();
        }
    }

    @Test
    void aBookingThatIsApprovedLateGetsItsWholeLengthIfThatIsFree() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            bench.pass(Duration.ofHours(5));

            Booking approved = done(approvals(bench).approve(booking.id(), "", CAROL));

            assertThat(approved.slot().start()).isEqualTo(SettableClock.START.plus(Duration.ofHours(5)));
            assertThat(approved.slot().length()).isEqualTo(THREE_DAYS);
        }
    }

    @Test
    void otherwiseItGetsWhatIsLeftOfTheTimeThatItKept() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            bench.granted(at(request(BOB, SMALL), booking.slot().end().plus(Duration.ofMinutes(15)), DAY), BOB);
            bench.pass(Duration.ofHours(5));

            Booking approved = done(approvals(bench).approve(booking.id(), "", CAROL));

            assertThat(approved.slot().end()).isEqualTo(booking.slot().end());
            assertThat(approved.slot().length()).isEqualTo(THREE_DAYS.minusHours(5));
        }
    }

    @Test
    void aBookingThatKeepsNoPlaceQueuesOrIsRefusedWhenNothingIsFree() {
        try (Bench bench = bench(longer(false), aLab().host("h1", 1))) {
            Booking queues = asked(bench, waiting(lasting(request(ANN, SMALL), THREE_DAYS)), ANN);
            Booking insists = asked(bench, at(request(ANN, SMALL), SettableClock.START, THREE_DAYS), ANN);
            Booking other = bench.active(BOB, DAY);

            assertThat(refused(approvals(bench).approve(insists.id(), "", CAROL))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(bench.state(insists.id())).isEqualTo(BookingState.REQUESTED);
            done(approvals(bench).approve(queues.id(), "", CAROL));
            assertThat(bench.state(queues.id())).isEqualTo(BookingState.WAITING);
            done(bench.engine().bookings().release(other.id(), "", BOB));
            bench.settle();
            assertThat(bench.state(queues.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void whoIsDeniedIsToldWhyAndThePlaceIsFreeAgain() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            Booking waits =
                    ((BookingDecision.Waiting) bench.book(waiting(lasting(request(BOB, SMALL), DAY)), BOB)).booking();

            done(approvals(bench).deny(booking.id(), "the fair is next week", CAROL));
            bench.settle();

            assertThat(bench.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(booking.id()).reason()).contains("Denied by carol: the fair is next week");
            assertThat(approval(bench, booking.id()).state()).isEqualTo(ApprovalState.DENIED);
            assertThat(bench.state(waits.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void aRequestThatNobodyDecidesAboutIsGivenUp() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 2))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            bench.pass(DAY.minusMillis(1));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.REQUESTED);
            bench.pass(Duration.ofMillis(1));

            assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(booking.id()).reason()).contains("Nobody approved it by 2026-03-03 09:00 UTC.");
            assertThat(approval(bench, booking.id()).state()).isEqualTo(ApprovalState.OVER);
            assertThat(refused(approvals(bench).approve(booking.id(), "", CAROL))
                            .message())
                    .isEqualTo(
                            "Booking %s is CANCELLED: it was given up before anybody decided.".formatted(booking.id()));
        }
    }

    @Test
    void theOwnerMayGiveItUp() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            done(bench.engine().bookings().release(booking.id(), "", ANN));

            assertThat(approvals(bench).open(CAROL)).isEmpty();
            assertThat(bench.active(BOB, DAY).state()).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void certainPodsAndPeopleOutsideProjectsNeedIt() {
        try (Bench bench =
                bench(rules(Optional.empty(), Optional.empty(), List.of("nfv", "vim"), true), aLab().host("h1", 9))) {
            done(bench.engine().projects().create("nfv", Set.of(BOB.user()), ADMIN));
            assertThat(bench.active(BOB, DAY).state()).isEqualTo(BookingState.ACTIVE);

            Booking outsider = asked(bench, lasting(request(ANN, SMALL), DAY), ANN);
            Booking large = asked(bench, lasting(request(BOB, LARGE), DAY), BOB);

            assertThat(approval(bench, outsider.id()).reasons())
                    .containsExactly("ann is not in project nfv or vim; others need approval.");
            assertThat(approval(bench, large.id()).reasons()).containsExactly("Bookings of pod large need approval.");
        }
    }

    @Test
    void morePodsAtTheSameTimeThanAllowedNeedIt() {
        try (Bench bench = bench(rules(Optional.empty(), Optional.of(2), List.of(), true), aLab().host("h1", 9))) {
            bench.active(ANN, DAY);
            bench.granted(at(request(ANN, SMALL), SettableClock.START.plusSeconds(60), DAY), ANN);
            bench.granted(at(request(ANN, SMALL), SettableClock.START.plus(THREE_DAYS), DAY), ANN);

            Booking third = asked(bench, lasting(request(ANN, SMALL), DAY), ANN);

            assertThat(approval(bench, third.id()).reasons())
                    .containsExactly(
                            "With it, ann would have 3 pods of lab demo at the same time; more than 2 need approval.");
        }
    }

    @Test
    void approversAreThoseWhomTheLabNamesTheirProjectsAndManagers() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 4))) {
            Caller dan = Bench.person("dan");
            assertThat(bench.engine().projects().create("leads", Set.of(), dan)).isInstanceOf(Answer.Refused.class);
            done(bench.engine().projects().create("leads", Set.of(dan.user()), ADMIN));
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);

            assertThat(refused(approvals(bench).approve(booking.id(), "", ANN)).message())
                    .isEqualTo("Nobody decides about their own booking; somebody else has to look at %s."
                            .formatted(booking.id()));
            assertThat(refused(approvals(bench).deny(booking.id(), "", BOB)).message())
                    .isEqualTo("bob does not approve bookings of lab demo. Ask ops@example.org.");
            assertThat(refused(approvals(bench).approve(new BookingId(999), "", CAROL))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_BOOKING);
            assertThat(approvals(bench).open(BOB)).isEmpty();
            for (Caller approver : List.of(dan, CAROL, ADMIN)) {
                assertThat(approvals(bench).open(approver))
                        .singleElement()
                        .satisfies(v -> assertThat(v.booking().id()).isEqualTo(booking.id()));
            }
            done(approvals(bench).approve(booking.id(), "", dan));
            assertThat(refused(approvals(bench).deny(booking.id(), "", CAROL)).message())
                    .contains("dan has approved it already");
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.REFUSED)
                    .extracting(e -> e.data().get("code"))
                    .containsExactly("FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "UNKNOWN_BOOKING", "WRONG_STATE");
        }
    }

    @Test
    void anApproverWhoJoinsTheBookingDecidesAboutItNoMore() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 4))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            done(bench.engine()
                    .bookings()
                    .members(booking.id(), new MemberChange(Set.of(CAROL.user()), Set.of()), ANN));

            assertThat(refused(approvals(bench).approve(booking.id(), "", CAROL))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void anExtensionCannotGetRoundTheRule() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 4))) {
            Booking quiet = bench.active(ANN, Duration.ofHours(20));
            Booking big = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            done(approvals(bench).approve(big.id(), "", CAROL));
            bench.settle();

            var no = refused(bench.engine().bookings().extend(quiet.id(), new Extension.By(Duration.ofHours(5)), ANN));
            assertThat(no.code()).isEqualTo(RefusalCode.POLICY);
            assertThat(no.message())
                    .contains("Lab demo lets bookings last 1 day as a whole without approval; ask ops@example.org");
            assertThat(no.latestEnd()).contains(quiet.slot().start().plus(DAY));
            assertThat(done(bench.engine().bookings().extension(quiet.id(), ANN))
                            .latestEnd())
                    .contains(quiet.slot().start().plus(DAY));
            done(bench.engine().bookings().extend(quiet.id(), new Extension.By(Duration.ofHours(4)), ANN));
            assertThat(done(bench.engine().bookings().extension(quiet.id(), ANN))
                            .possible())
                    .isFalse();
            done(bench.engine().bookings().extend(big.id(), new Extension.By(DAY), ANN));
        }
    }

    @Test
    void requestsCountInTheQuota() {
        Policy policy = Labs.quota(1, 1).withApproval(longer(true));
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 9).policy(policy).build())) {
            asked(bench, at(request(ANN, SMALL), TOMORROW, THREE_DAYS), ANN);

            assertThat(refused(bench.book(at(request(ANN, SMALL), TOMORROW, DAY), ANN))
                            .code())
                    .isEqualTo(RefusalCode.QUOTA);
        }
    }

    @Test
    void anOutageMovesTheKeptPlaceOrEndsTheRequest() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1).host("h2", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            HostId first = booking.host().orElseThrow();
            done(bench.engine().outages().set(outage(Optional.of(first)), true, ADMIN));

            Booking moved = bench.booking(booking.id());
            assertThat(moved.state()).isEqualTo(BookingState.REQUESTED);
            assertThat(moved.host()).isPresent().isNotEqualTo(Optional.of(first));
            done(bench.engine().outages().set(outage(Optional.empty()), true, ADMIN));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
        }
    }

    private static NewOutage outage(Optional<HostId> host) {
        return new NewOutage(
                new LabId("demo"), host, Optional.of(TOMORROW), TOMORROW.plus(DAY), OutageKind.PLANNED, "power");
    }

    @Test
    void theSameKeyIsAnsweredAlikeAlsoAfterARestart() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 4))) {
            Caller under = ANN.once(new RequestKey("k", "three days"));
            BookingRequest request = lasting(request(ANN, SMALL), THREE_DAYS);
            Booking first = asked(bench, request, under);
            bench.crash();
            assertThat(asked(bench, request, under).id()).isEqualTo(first.id());
            Caller approver = CAROL.once(new RequestKey("a", "approve"));
            done(approvals(bench).approve(first.id(), "", approver));
            assertThat(done(approvals(bench).approve(first.id(), "", approver)).id())
                    .isEqualTo(first.id());
        }
    }

    @Test
    void oneOfManyDecisionsCounts() throws Exception {
        try (Bench bench = bench(longer(false), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            List<Answer<Booking>> answers = EngineContract.atOnce(
                    16,
                    i -> i % 2 == 0
                            ? approvals(bench).approve(booking.id(), "", CAROL)
                            : approvals(bench).deny(booking.id(), "no", ADMIN));

            assertThat(answers).filteredOn(a -> a instanceof Answer.Done).hasSize(1);
        }
    }

    @Test
    void theLastPodIsApprovedToOneOfMany() throws Exception {
        try (Bench bench = bench(longer(false), aLab().host("h1", 1).vpod("v1", "h1"))) {
            List<Booking> asked = new java.util.ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Caller caller = Bench.person("user" + i);
                asked.add(asked(bench, on(lasting(request(caller, SMALL), THREE_DAYS), "v1"), caller));
            }
            List<Answer<Booking>> answers = EngineContract.atOnce(
                    12, i -> approvals(bench).approve(asked.get(i).id(), "", CAROL));

            assertThat(answers).filteredOn(a -> a instanceof Answer.Done).hasSize(1);
            assertThat(bench.engine().bookings().brief(BookingFilter.all(100).in(BookingState.HOLDING), ADMIN))
                    .hasSize(1);
        }
    }

    @Test
    void whoMaySeeNothingDecidesNothing() {
        try (Bench bench = bench(longer(true), aLab().host("h1", 1))) {
            Booking booking = asked(bench, lasting(request(ANN, SMALL), THREE_DAYS), ANN);
            Caller blind = new Caller(CAROL.actor(), EnumSet.of(Right.BOOK));

            assertThat(approvals(bench).open(blind)).isEmpty();
            assertThat(refused(approvals(bench).approve(booking.id(), "", blind))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(new UserId("carol")).isEqualTo(blind.user());
        }
    }
}
