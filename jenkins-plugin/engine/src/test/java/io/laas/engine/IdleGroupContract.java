package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.Idling.AFTER;
import static io.laas.engine.Idling.GRACE;
import static io.laas.engine.Idling.LOOK;
import static io.laas.engine.Idling.WEEK;
import static io.laas.engine.Idling.idle;
import static io.laas.engine.Idling.watch;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.fake.Labs;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.PodId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of pods that nobody uses when somebody wants several pods together, whatever the database is. */
abstract class IdleGroupContract {
    private static final Duration CLEANING = Duration.ofMinutes(15);
    private static final Caller CARL = person("carl");

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench(Labs... labs) {
        return Idling.bench(settings(), labs);
    }

    private static GroupRequest two(Caller caller) {
        return times(2, lasting(request(caller, SMALL), GRACE));
    }

    private static GroupRequest times(int number, BookingRequest request) {
        return new GroupRequest(Collections.nCopies(number, request));
    }

    private static GroupDecision book(Bench bench, GroupRequest group, Caller caller) {
        return bench.engine().groups().book(group, caller);
    }

    private static List<Booking> granted(Bench bench, GroupRequest group, Caller caller) {
        GroupDecision decision = book(bench, group, caller);
        assertThat(decision).isInstanceOf(GroupDecision.Granted.class);
        return ((GroupDecision.Granted) decision).bookings();
    }

    private static Refusal no(Bench bench, GroupRequest group, Caller caller) {
        GroupDecision decision = book(bench, group, caller);
        assertThat(decision).isInstanceOf(GroupDecision.Refused.class);
        return ((GroupDecision.Refused) decision).refusal();
    }

    private static Stream<BookingState> states(Bench bench, List<Booking> bookings) {
        return bookings.stream().map(b -> bench.state(b.id()));
    }

    /** Books pods that may be taken back by now. */
    private static List<Booking> reclaimable(Bench bench, Caller... callers) {
        List<Booking> idle =
                Stream.of(callers).map(caller -> bench.active(caller, WEEK)).toList();
        watch(bench, LOOK.plus(AFTER).plus(GRACE));
        assertThat(idle)
                .allSatisfy(b ->
                        assertThat(idle(bench, b).orElseThrow().reclaimable()).isTrue());
        return idle;
    }

    @Test
    void allAreGrantedFromWhenWhatNobodyUsesIsClean() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            List<Booking> idle = reclaimable(bench, ANN, BOB);
            List<Booking> two = granted(bench, two(CARL), CARL);
            Instant clean = bench.clock.instant().plus(CLEANING).plusMillis(1);
            assertThat(two).allSatisfy(b -> {
                assertThat(b.slot().start()).isEqualTo(clean);
                assertThat(b.slot().length()).isEqualTo(GRACE);
            });
            assertThat(idle)
                    .allSatisfy(b -> assertThat(bench.booking(b.id()).reason().orElse(""))
                            .startsWith("Taken back for somebody else, because nobody used the pod since "));
            bench.pass(CLEANING.plusMinutes(1));
            assertThat(states(bench, two)).containsOnly(BookingState.ACTIVE);
            assertThat(states(bench, idle)).containsOnly(BookingState.DONE);
        }
    }

    @Test
    void onlyAsManyAreTakenBackAsAreLacking() {
        try (Bench bench = bench(aLab().host("h1", 4))) {
            List<Booking> idle = reclaimable(bench, ANN, ANN, BOB);
            granted(bench, two(CARL), CARL);
            bench.settle();
            assertThat(states(bench, idle))
                    .containsExactlyInAnyOrder(BookingState.DONE, BookingState.ACTIVE, BookingState.ACTIVE);
        }
    }

    @Test
    void nothingIsTakenBackForAGroupThatCannotBeHadWhole() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            List<Booking> idle = reclaimable(bench, ANN, BOB);
            bench.active(person("dora"), WEEK);
            List<Event> before = bench.engine().events().after(0, 1000);
            Refusal no = no(bench, times(3, lasting(request(CARL, SMALL), GRACE)), CARL);
            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no.message()).startsWith("3 × small are not free together");
            assertThat(bench.engine().events().after(before.size(), 1000))
                    .extracting(Event::type)
                    .containsExactly(EventType.REFUSED);
            assertThat(states(bench, idle)).containsOnly(BookingState.ACTIVE);
            assertThat(idle).allSatisfy(b -> assertThat(idle(bench, b)).isPresent());
            granted(bench, two(CARL), CARL);
        }
    }

    @Test
    void nobodyLosesAPodForAGroupThatIsServedAsSoonWithoutIt() {
        try (Bench bench = bench(aLab().host("h1", 3))) {
            List<Booking> idle = reclaimable(bench, ANN);
            Stream.of(bench.active(BOB, AFTER), bench.active(BOB, AFTER))
                    .forEach(b -> bench.engine().bookings().release(b.id(), "", BOB));
            Refusal no = no(bench, two(CARL), CARL);
            assertThat(no.nextFree().orElseThrow().start())
                    .isBefore(bench.clock.instant().plus(CLEANING).plusSeconds(1));
            assertThat(states(bench, idle)).containsOnly(BookingState.ACTIVE);
        }
    }

    @Test
    void groupsThatStartLaterTakeNothingBack() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            List<Booking> idle = reclaimable(bench, ANN, BOB);
            Instant tomorrow = bench.clock.instant().plus(Duration.ofDays(1));
            assertThat(no(bench, times(2, at(request(CARL, SMALL), tomorrow, GRACE)), CARL)
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(states(bench, idle)).containsOnly(BookingState.ACTIVE);
        }
    }

    @Test
    void nothingIsTakenBackForWhatNeedsApprovalOrIsNotAllowed() {
        try (Bench bench = bench(aLab().host("h1", 2))) {
            List<Booking> idle = reclaimable(bench, ANN, BOB);
            bench.configure(aLab().host("h1", 2)
                    .policy(Idling.POLICY.withApproval(above(1)))
                    .build());
            assertThat(no(bench, two(CARL), CARL).code()).isEqualTo(RefusalCode.POD_TAKEN);
            bench.configure(
                    aLab().host("h1", 2).policy(Idling.POLICY.withQuota(1, 1)).build());
            assertThat(no(bench, two(CARL), CARL).code()).isEqualTo(RefusalCode.QUOTA);
            assertThat(states(bench, idle)).containsOnly(BookingState.ACTIVE);
            bench.configure(aLab().host("h1", 2)
                    .policy(Idling.POLICY.withApproval(above(1)))
                    .build());
            assertThat(granted(bench, two(CARL), ADMIN)).hasSize(2);
        }
    }

    /** Bookings with which somebody has more pods than that need approval. */
    private static Approval above(int pods) {
        return new Approval(
                Optional.empty(),
                Optional.of(pods),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Approval.USUAL_WITHIN,
                true);
    }

    private static Booking inLab(Bench bench, String lab, PodId pod, Caller caller) {
        BookingRequest request =
                lasting(request(caller, pod), WEEK).but().lab(new LabId(lab)).build();
        Booking booking = bench.granted(request, caller);
        bench.settle();
        return booking;
    }

    @Test
    void labsServeAGroupTogetherUnlessOthersWaitThere() {
        try (Bench bench = bench(aLab("east").host("h1", 1), aLab("west").host("h2", 1))) {
            List<Booking> idle = List.of(inLab(bench, "east", SMALL, ANN), inLab(bench, "west", SMALL, BOB));
            watch(bench, AFTER.plus(GRACE).plus(LOOK));
            BookingRequest west = waiting(lasting(request(ANN, SMALL), GRACE))
                    .but()
                    .lab(new LabId("west"))
                    .build();
            BookingDecision waits = bench.book(west, ANN);
            assertThat(waits).isInstanceOf(BookingDecision.Waiting.class);
            assertThat(no(bench, two(CARL), CARL).code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(states(bench, idle)).containsOnly(BookingState.ACTIVE);
            bench.engine()
                    .bookings()
                    .release(((BookingDecision.Waiting) waits).booking().id(), "", ANN);
            assertThat(granted(bench, two(CARL), CARL))
                    .extracting(b -> b.lab().value())
                    .containsExactlyInAnyOrder("east", "west");
        }
    }

    @Test
    void whatNoQueueCanServeIsTakenBackAtOnce() {
        try (Bench bench = bench(aLab("east").host("h1", 1), aLab("west").host("h2", 1))) {
            List<Booking> idle = List.of(inLab(bench, "east", SMALL, ANN), inLab(bench, "west", SMALL, BOB));
            watch(bench, AFTER.plus(GRACE).plus(LOOK));
            granted(bench, times(2, waiting(lasting(request(CARL, SMALL), GRACE))), CARL);
            bench.settle();
            assertThat(states(bench, idle)).containsOnly(BookingState.DONE);
        }
    }

    @Test
    void differentPodsFindTheirRoomTogether() {
        try (Bench bench = bench(aLab().host("h1", 3).host("h2", 1))) {
            List<Booking> idle = reclaimable(bench, ANN, ANN, BOB, BOB);
            List<Booking> both = granted(
                    bench,
                    new GroupRequest(
                            List.of(lasting(request(CARL, SMALL), GRACE), lasting(request(CARL, LARGE), GRACE))),
                    CARL);
            assertThat(both.get(1).host().orElseThrow().value()).isEqualTo("h1");
            bench.settle();
            assertThat(states(bench, idle).filter(BookingState.DONE::equals)).hasSize(3);
        }
    }

    /** Holders keep their pods while groups and single bookings want them: each pod has one winner, and none is lost for nothing. */
    @Test
    void keepingAndTakingBackForGroupsAtOnceLosesNothing() throws Exception {
        for (int round = 0; round < 6; round++) {
            Labs lab = aLab().host("h1", 4).vpod("v1", "h1").vpod("v2", "h1");
            try (Bench bench = bench(lab)) {
                List<Booking> idle = reclaimable(bench, ANN, ANN, BOB, BOB);
                List<List<Booking>> won = EngineContract.atOnce(6, i -> switch (i) {
                    case 0, 1 -> kept(bench, idle.get(2 * i));
                    case 2 -> single(bench, person("other" + i));
                    default -> group(bench, person("other" + i));
                });
                List<Booking> kept =
                        won.subList(0, 2).stream().flatMap(List::stream).toList();
                List<Booking> served =
                        won.subList(2, 6).stream().flatMap(List::stream).toList();
                List<Booking> lost = idle.stream()
                        .filter(b -> bench.state(b.id()) != BookingState.ACTIVE)
                        .toList();
                assertThat(lost).as("who lost a pod in round %d", round).hasSameSizeAs(served);
                assertThat(ids(lost)).as("who kept a pod in round %d", round).noneMatch(ids(kept)::contains);
                assertThat(served).as("who was served in round %d", round).isNotEmpty();
                bench.pass(CLEANING.plusMinutes(1));
                List<Booking> running = new ArrayList<>(served);
                running.addAll(idle);
                running.removeAll(lost);
                assertThat(states(bench, running)).containsOnly(BookingState.ACTIVE);
                assertThat(running)
                        .extracting(b -> bench.booking(b.id()).vpod().orElseThrow())
                        .hasSize(4)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static List<BookingId> ids(List<Booking> bookings) {
        return bookings.stream().map(Booking::id).toList();
    }

    private static List<Booking> kept(Bench bench, Booking booking) {
        Caller owner = person(booking.owner().value());
        return bench.engine().idle().keep(booking.id(), owner) instanceof Answer.Done<Booking> done
                ? List.of(done.value())
                : List.of();
    }

    private static List<Booking> single(Bench bench, Caller caller) {
        return bench.book(lasting(request(caller, SMALL), GRACE), caller) instanceof BookingDecision.Granted granted
                ? List.of(granted.booking())
                : List.of();
    }

    private static List<Booking> group(Bench bench, Caller caller) {
        return book(bench, two(caller), caller) instanceof GroupDecision.Granted granted
                ? granted.bookings()
                : List.of();
    }
}
