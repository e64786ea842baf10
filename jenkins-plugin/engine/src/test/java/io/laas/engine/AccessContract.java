package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.HandOver;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.port.Person;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabAccess;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a lab that says who may book there promises, whatever the database is. */
abstract class AccessContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant TOMORROW = SettableClock.START.plus(DAY);
    private static final LabAccess ONLY_ANN = people("ann");
    private static final String NOT_BOB =
            "Lab demo lets only certain people book, and bob is not one of them. Book in another lab, or ask ops@example.org.";

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private static LabAccess people(String... names) {
        return new LabAccess(List.of(names).stream().map(UserId::new).toList(), List.of(), List.of());
    }

    private static Lab demo(LabAccess access, int pods) {
        return lab(Labs.quota(4, 6).withAccess(access), pods);
    }

    private static Lab everybody(int pods) {
        return lab(Labs.quota(4, 6), pods);
    }

    private static Lab lab(Policy policy, int pods) {
        return aLab().host("h1", pods).policy(policy).build();
    }

    private static BookingRequest aDay(Caller caller) {
        return lasting(request(caller, SMALL), DAY);
    }

    private static void assertNotBob(Answer<?> answer) {
        assertThat(refused(answer).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(answer).message()).isEqualTo(NOT_BOB);
    }

    private static void assertNotBob(BookingDecision decision) {
        assertThat(refused(decision).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(decision).message()).isEqualTo(NOT_BOB);
    }

    private static Booking queued(BookingDecision decision) {
        assertThat(decision).isInstanceOf(BookingDecision.Waiting.class);
        return ((BookingDecision.Waiting) decision).booking();
    }

    @Test
    void whoeverIsNamedBooksAndOthersAreRefusedWithWhatToDo() {
        try (Bench bench = new Bench(settings(), demo(ONLY_ANN, 2))) {
            bench.granted(aDay(ANN), ANN);
            assertNotBob(bench.book(aDay(BOB), BOB));
            assertNotBob(bench.book(waiting(aDay(BOB)), BOB));
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.REFUSED)
                    .allSatisfy(e -> assertThat(e.actor().user()).isEqualTo(BOB.user()))
                    .extracting(Event::data)
                    .extracting(data -> data.get("message"))
                    .containsExactly(NOT_BOB, NOT_BOB);
        }
    }

    @Test
    void membersOfAProjectMayBookAsLongAsTheyAreMembers() {
        LabAccess nfv = new LabAccess(List.of(), List.of("nfv", "there is no such <project>"), List.of());
        try (Bench bench = new Bench(settings(), demo(nfv, 2))) {
            assertNotBob(bench.book(aDay(BOB), BOB));
            Refusal no = refused(bench.engine().projects().create("nfv", Set.of(), BOB));
            assertThat(no.code()).isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(no.message())
                    .isEqualTo(
                            "Lab demo lets the members of project nfv do more than others, so only those who manage bookings"
                                    + " or labs can make it. Take another name, or ask an admin of the lab.");
            done(bench.engine().projects().create("nfv", Set.of(BOB.user()), ADMIN));
            bench.granted(aDay(BOB), BOB);
            done(bench.engine().projects().change("nfv", new MemberChange(Set.of(), Set.of(BOB.user())), ADMIN));
            assertNotBob(bench.book(aDay(BOB), BOB));
        }
    }

    @Test
    void membersOfAGroupMayBookWhereGroupsAreKnown() {
        LabAccess team = new LabAccess(List.of(), List.of(), List.of("NFV team '; drop table booking; --"));
        try (Bench bench = new Bench(settings(), demo(team, 2))) {
            assertNotBob(bench.book(aDay(BOB), BOB));
            bench.engine()
                    .people(user ->
                            Optional.of(new Person(Set.of("staff", "NFV team '; drop table booking; --"), false)));
            bench.granted(aDay(BOB), BOB);
            bench.engine().people(user -> Optional.of(new Person(Set.of("staff"), false)));
            assertNotBob(bench.book(aDay(BOB), BOB));
        }
    }

    @Test
    void whoeverManagesMayBookForThemselvesButNotForThoseWhoMayNot() {
        try (Bench bench = new Bench(settings(), demo(ONLY_ANN, 4))) {
            bench.granted(aDay(ADMIN), ADMIN);
            bench.granted(aDay(ANN), ADMIN);
            assertNotBob(bench.book(aDay(BOB), ADMIN));
        }
    }

    @Test
    void aSearchForAFreePlacePassesOverLabsThatAreClosedToOne() {
        Lab other = aLab("other").host("h2", 2).policy(Labs.quota(4, 6)).build();
        try (Bench bench = new Bench(settings(), demo(ONLY_ANN, 2), other)) {
            assertThat(bench.granted(aDay(ANN), ANN).lab()).isEqualTo(new LabId("demo"));
            assertThat(bench.granted(aDay(BOB), BOB).lab()).isEqualTo(new LabId("other"));
            assertThat(done(availability(bench, BOB, Optional.empty())).lab()).isEqualTo(new LabId("other"));
            assertThat(done(availability(bench, ANN, Optional.empty())).lab()).isEqualTo(new LabId("demo"));
            assertNotBob(availability(bench, BOB, Optional.of(new LabId("demo"))));
            assertThat(bench.engine().admissions().closedTo(BOB)).containsOnlyKeys(new LabId("demo"));
            assertThat(bench.engine().admissions().closedTo(ANN)).isEmpty();
        }
    }

    private static Answer<io.laas.engine.booking.Availability> availability(
            Bench bench, Caller caller, Optional<LabId> lab) {
        return bench.engine()
                .bookings()
                .availability(
                        new AvailabilityQuery(
                                lab, SMALL, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        caller);
    }

    @Test
    void severalPodsAreBookedTogetherWhereOneMayBookOnly() {
        Lab other = aLab("other").host("h2", 2).policy(Labs.quota(4, 6)).build();
        try (Bench bench = new Bench(settings(), demo(ONLY_ANN, 4), other)) {
            GroupDecision decision =
                    bench.engine().groups().book(new GroupRequest(Collections.nCopies(2, aDay(BOB))), BOB);
            assertThat(((GroupDecision.Granted) decision).bookings())
                    .extracting(Booking::lab)
                    .containsOnly(new LabId("other"));
            bench.configure(demo(ONLY_ANN, 4));
            GroupDecision no = bench.engine().groups().book(new GroupRequest(Collections.nCopies(2, aDay(BOB))), BOB);
            assertThat(((GroupDecision.Refused) no).refusal().message()).isEqualTo(NOT_BOB);
        }
    }

    @Test
    void whoWaitsAndLosesTheRightGetsNoPodAndIsToldWhy() {
        try (Bench bench = new Bench(settings(), everybody(1))) {
            Booking anns = bench.active(ANN, DAY);
            Booking bobs = queued(bench.book(waiting(aDay(BOB)), BOB));
            Caller carol = Bench.person("carol");
            Booking carols = queued(bench.book(waiting(aDay(carol)), carol));

            bench.configure(demo(people("ann", "carol"), 1));
            bench.settle();

            assertThat(bench.state(bobs.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(bobs.id()).reason()).contains("Lab demo no longer lets bob book.");
            assertThat(bench.state(carols.id())).isEqualTo(BookingState.WAITING);
            assertThat(bench.state(anns.id())).as("what stands").isEqualTo(BookingState.ACTIVE);

            done(bench.engine().bookings().release(anns.id(), "", ANN));
            bench.settle();
            assertThat(bench.booking(carols.id()).vpod()).isPresent();
        }
    }

    @Test
    void theWholeOfWhatWaitsTogetherIsGivenUp() {
        try (Bench bench = new Bench(settings(), everybody(2))) {
            bench.active(ANN, DAY);
            GroupRequest two = new GroupRequest(Collections.nCopies(2, waiting(aDay(BOB))));
            List<Booking> bobs =
                    ((GroupDecision.Waiting) bench.engine().groups().book(two, BOB)).bookings();
            bench.configure(demo(ONLY_ANN, 2));
            bench.settle();
            assertThat(bobs).allSatisfy(b -> assertThat(bench.state(b.id())).isEqualTo(BookingState.CANCELLED));
        }
    }

    @Test
    void whileGroupsCannotBeFoundOutNobodyIsServedByThemNorLosesTheirPlace() {
        LabAccess team = new LabAccess(List.of(ANN.user()), List.of(), List.of("team"));
        try (Bench bench = new Bench(settings(), demo(team, 1))) {
            bench.engine().people(user -> Optional.of(new Person(Set.of("team"), false)));
            Booking anns = bench.active(ANN, DAY);
            Booking bobs = queued(bench.book(waiting(aDay(BOB)), BOB));

            bench.engine().people(user -> Optional.empty());
            done(bench.engine().bookings().release(anns.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(bobs.id())).isEqualTo(BookingState.WAITING);
            assertThat(refused(bench.book(aDay(BOB), BOB)).message())
                    .isEqualTo(
                            "Lab demo lets only certain people book, and it cannot be found out at the moment whether bob is"
                                    + " one of them. Try again later, or ask ops@example.org.");

            bench.engine().people(user -> Optional.of(new Person(Set.of("team"), false)));
            bench.settle();
            assertThat(bench.booking(bobs.id()).vpod()).isPresent();
        }
    }

    @Test
    void anOfferCannotBeTakenUpByWhoMayNoLongerBook() {
        try (Bench bench = new Bench(settings(), everybody(1))) {
            Booking anns = bench.active(ANN, DAY);
            Booking bobs = queued(bench.book(waiting(aDay(BOB)), BOB));
            bench.pass(Duration.ofHours(1));
            done(bench.engine().bookings().release(anns.id(), "", ANN));
            bench.settle();
            assertThat(done(bench.engine().bookings().find(bobs.id(), BOB)).offerUntil())
                    .isPresent();

            bench.configure(demo(ONLY_ANN, 1));
            assertNotBob(bench.engine().bookings().accept(bobs.id(), BOB));
            bench.configure(everybody(1));
            done(bench.engine().bookings().accept(bobs.id(), BOB));
        }
    }

    @Test
    void whatWasGrantedStaysButItsHolderNeitherExtendsNorMovesIt() {
        try (Bench bench = new Bench(settings(), everybody(2))) {
            Booking running = bench.active(BOB, DAY);
            Booking coming = bench.granted(at(request(BOB, SMALL), TOMORROW, DAY), BOB);
            bench.configure(demo(ONLY_ANN, 2));
            Extension hour = new Extension.By(Duration.ofHours(1));

            assertNotBob(bench.engine().bookings().extend(running.id(), hour, BOB));
            assertThat(done(bench.engine().bookings().extension(running.id(), BOB))
                            .reasons())
                    .containsExactly(NOT_BOB);
            assertNotBob(bench.engine().bookings().move(coming.id(), TOMORROW.plus(DAY), BOB));

            done(bench.engine().bookings().extend(running.id(), hour, ADMIN));
            done(bench.engine().bookings().move(coming.id(), TOMORROW.plus(DAY), ADMIN));
            bench.clock.set(TOMORROW.plus(DAY));
            bench.settle();
            assertThat(bench.state(coming.id())).isEqualTo(BookingState.ACTIVE);
            done(bench.engine().bookings().release(coming.id(), "", BOB));
        }
    }

    @Test
    void nobodyHandsABookingToWhoMayNotBook() {
        try (Bench bench = new Bench(settings(), demo(people("ann", "carol"), 2))) {
            Booking booking = bench.active(ANN, DAY);
            bench.engine().accounts().account(BOB.user());
            bench.engine().accounts().account(new UserId("carol"));
            HandOver toBob = new HandOver(BOB.user(), false);

            assertNotBob(bench.engine().bookings().handOver(booking.id(), toBob, ANN));
            assertNotBob(bench.engine().bookings().handOver(booking.id(), toBob, ADMIN));
            HandOver toCarol = new HandOver(new UserId("carol"), true);
            assertThat(done(bench.engine().bookings().handOver(booking.id(), toCarol, ANN))
                            .owner())
                    .isEqualTo(new UserId("carol"));
            done(bench.engine()
                    .bookings()
                    .members(booking.id(), new MemberChange(Set.of(BOB.user()), Set.of()), Bench.person("carol")));
        }
    }

    @Test
    void nothingIsApprovedForWhoMayNoLongerBook() {
        Approval always = new Approval(
                Optional.empty(),
                Optional.of(0),
                List.<PodId>of(),
                List.of(),
                List.of(ANN.user()),
                List.of(),
                DAY,
                true);
        Policy asks = Labs.quota(4, 6).withApproval(always);
        try (Bench bench = new Bench(settings(), lab(asks, 1))) {
            Booking asked = ((BookingDecision.Asked) bench.book(aDay(BOB), BOB)).booking();
            bench.configure(lab(asks.withAccess(ONLY_ANN), 1));

            assertNotBob(bench.engine().approvals().approve(asked.id(), "", ANN));
            assertNotBob(bench.engine().approvals().approve(asked.id(), "", ADMIN));
            assertThat(bench.state(asked.id())).isEqualTo(BookingState.REQUESTED);

            bench.configure(lab(asks, 1));
            done(bench.engine().approvals().approve(asked.id(), "", ANN));
        }
    }

    /** Once the configuration has been changed, nobody books by the old one, however many are about to. */
    @Test
    void nothingIsGrantedByTheOldListAfterAChange() throws Exception {
        int threads = 4;
        Policy many = Labs.quota(1000, 1000);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Bench bench = new Bench(settings(), lab(many, 1000))) {
            CountDownLatch someAreGranted = new CountDownLatch(20);
            List<Future<BookingDecision>> last = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                last.add(pool.submit(() -> untilRefused(bench, someAreGranted)));
            }
            assertThat(someAreGranted.await(2, TimeUnit.MINUTES)).isTrue();

            bench.configure(lab(many.withAccess(ONLY_ANN), 1000));
            long then = bookings(bench);

            for (Future<BookingDecision> one : last) {
                assertNotBob(one.get(2, TimeUnit.MINUTES));
            }
            assertThat(bookings(bench)).isEqualTo(then).isGreaterThanOrEqualTo(20);
        } finally {
            pool.shutdownNow();
        }
    }

    private static BookingDecision untilRefused(Bench bench, CountDownLatch granted) {
        BookingDecision decision = bench.book(aDay(BOB), BOB);
        while (decision instanceof BookingDecision.Granted) {
            granted.countDown();
            decision = bench.book(aDay(BOB), BOB);
        }
        return decision;
    }

    private static long bookings(Bench bench) {
        return bench.engine().bookings().unfinished().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
