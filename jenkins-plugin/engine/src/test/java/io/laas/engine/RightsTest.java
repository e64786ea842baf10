package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.account.Right.ACT_FOR;
import static io.laas.engine.account.Right.BOOK;
import static io.laas.engine.account.Right.EXTEND;
import static io.laas.engine.account.Right.MANAGE;
import static io.laas.engine.account.Right.MANAGE_BOOKINGS;
import static io.laas.engine.account.Right.MANAGE_LABS;
import static io.laas.engine.account.Right.RESET;
import static io.laas.engine.account.Right.SERVE_LAB;
import static io.laas.engine.account.Right.VIEW;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.OutageId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every right alone, and everything it could be used for. */
class RightsTest {
    private static final UserId CAROL = new UserId("carol");
    private static final Instant LATER = SettableClock.START.plus(Duration.ofDays(9));
    private static final Set<Right> SEEING = EnumSet.of(VIEW, MANAGE_BOOKINGS, MANAGE_LABS, MANAGE);
    private static final Set<Right> KNOWING = EnumSet.of(VIEW, MANAGE_BOOKINGS, MANAGE_LABS, MANAGE, ACT_FOR);
    private static final Set<Right> BOOKING = EnumSet.of(BOOK, MANAGE_BOOKINGS, MANAGE);
    private static final Set<Right> EXTENDING = EnumSet.of(EXTEND, BOOK, MANAGE_BOOKINGS, MANAGE);
    private static final Set<Right> RESETTING = EnumSet.of(RESET, BOOK, MANAGE_BOOKINGS, MANAGE);
    private static final Set<Right> BOOKINGS = EnumSet.of(MANAGE_BOOKINGS, MANAGE);
    private static final Set<Right> LABS = EnumSet.of(MANAGE_LABS, MANAGE);

    private record Case(Set<Right> allowedBy, Predicate<Scene> allowed) {}

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        add("see a booking", KNOWING, s -> allowed(s.engine().bookings().find(s.other(), s.caller())));
        add(
                "see the list",
                SEEING,
                s -> !s.engine()
                        .bookings()
                        .list(BookingFilter.all(5), s.caller())
                        .items()
                        .isEmpty());
        add("see how far to extend", KNOWING, s -> allowed(s.engine().bookings().extension(s.other(), s.caller())));
        add(
                "see access of others",
                BOOKINGS,
                s -> s.engine().bookings().find(s.other(), s.caller())
                                instanceof Answer.Done<io.laas.engine.booking.BookingView> yes
                        && yes.value().access().isPresent());
        add("book", BOOKING, s -> allowed(s.book(CAROL, Duration.ofHours(2))));
        add("book for others", BOOKINGS, s -> allowed(s.book(new UserId("dan"), Duration.ofHours(2))));
        add(
                "book beyond the policy",
                BOOKINGS,
                s -> s.book(CAROL, Duration.ofDays(99)) instanceof BookingDecision.Granted);
        add("extend", EXTENDING, s -> allowed(s.extend(s.own())));
        add("extend for others", BOOKINGS, s -> allowed(s.extend(s.other())));
        add("extend beyond the policy", BOOKINGS, s -> s.extend(s.own()) instanceof Answer.Done);
        add("move", BOOKING, s -> allowed(s.engine().bookings().move(s.own(), LATER, s.caller())));
        add("move for others", BOOKINGS, s -> allowed(s.engine().bookings().move(s.other(), LATER, s.caller())));
        add("accept", BOOKING, s -> allowed(s.engine().bookings().accept(s.own(), s.caller())));
        add("accept for others", BOOKINGS, s -> allowed(s.engine().bookings().accept(s.other(), s.caller())));
        add("change members", BOOKING, s -> allowed(s.members(s.own())));
        add("change members for others", BOOKINGS, s -> allowed(s.members(s.other())));
        add("check", RESETTING, s -> allowed(s.engine().bookings().check(s.own(), s.caller())));
        add("check for others", BOOKINGS, s -> allowed(s.engine().bookings().check(s.other(), s.caller())));
        add("reset", RESETTING, s -> allowed(s.engine().bookings().reset(s.own(), s.caller())));
        add("install", RESETTING, s -> allowed(s.installs(s.own())));
        add("install for others", BOOKINGS, s -> allowed(s.installs(s.other())));
        add("reset for others", BOOKINGS, s -> allowed(s.engine().bookings().reset(s.other(), s.caller())));
        add("stop a reset", either(RESETTING, LABS), s -> allowed(s.stop(s.resetting(s.own()))));
        add("stop a reset of others", either(BOOKINGS, LABS), s -> allowed(s.stop(s.resetting(s.other()))));
        add("release", BOOKING, s -> allowed(s.engine().bookings().release(s.own(), "", s.caller())));
        add("release for others", BOOKINGS, s -> allowed(s.engine().bookings().release(s.other(), "", s.caller())));
        add("stop the cleaning", LABS, s -> allowed(s.stop(s.cleaning(s.other()))));
        add(
                "preview an outage",
                LABS,
                s -> allowed(s.engine().outages().effects(outage(), Optional.empty(), s.caller())));
        add("set an outage", LABS, s -> allowed(s.engine().outages().set(outage(), true, s.caller())));
        add("end an outage", LABS, s -> allowed(s.engine().outages().end(new OutageId(99), s.caller())));
        add("quarantine", LABS, s -> allowed(s.engine().vpods().quarantine(new VpodId("v"), "x", s.caller())));
        add("drain", LABS, s -> allowed(s.engine().vpods().drain(new VpodId("v"), "x", s.caller())));
        add("return to service", LABS, s -> allowed(s.engine().vpods().returnToService(new VpodId("v"), s.caller())));
        add("repair leaks", LABS, s -> allowed(s.engine().reconciler().repair(s.caller())));
        add(
                "make a token",
                EnumSet.of(MANAGE),
                s -> allowed(s.engine().accounts().issue(token(), s.caller())));
        add(
                "see tokens of others",
                EnumSet.of(MANAGE),
                s -> !s.engine().accounts().tokens(s.caller()).isEmpty());
        add("revoke a token of others", EnumSet.of(MANAGE), Scene::revokes);
        add(
                "see links of others",
                EnumSet.of(MANAGE, ACT_FOR),
                s -> !s.engine().accounts().links(s.caller()).isEmpty());
        add(
                "unlink others",
                EnumSet.of(MANAGE),
                s -> s.engine().accounts().unlink("slack:T1:U1", s.caller()) instanceof Answer.Done);
        add("link", EnumSet.of(ACT_FOR), s -> allowed(s.engine().accounts().link("x", "slack:T1:U2", s.caller())));
    }

    private static void add(String what, Set<Right> allowedBy, Predicate<Scene> allowed) {
        CASES.put(what, new Case(allowedBy, allowed));
    }

    private static Set<Right> either(Set<Right> some, Set<Right> more) {
        EnumSet<Right> all = EnumSet.copyOf(some);
        all.addAll(more);
        return all;
    }

    private static boolean allowed(Answer<?> answer) {
        return !(answer instanceof Answer.Refused<?> no && no.refusal().code() == RefusalCode.FORBIDDEN);
    }

    private static boolean allowed(BookingDecision decision) {
        return !(decision instanceof BookingDecision.Refused no && no.refusal().code() == RefusalCode.FORBIDDEN);
    }

    private static NewOutage outage() {
        return new NewOutage(
                new LabId("demo"),
                Optional.empty(),
                Optional.of(LATER),
                LATER.plus(Duration.ofHours(1)),
                OutageKind.PLANNED,
                "power");
    }

    private static NewToken token() {
        return new NewToken(ANN.user(), "t", EnumSet.of(VIEW));
    }

    /** Carol with certain rights, an active booking of hers and one of Ann. */
    private record Scene(Bench bench, Caller caller, BookingId own, BookingId other) {
        static Scene with(Bench bench, Set<Right> rights) {
            Caller caller = new Caller(Actor.of(CAROL, Channel.API), rights);
            BookingId own = bench.granted(request(caller, SMALL), Caller.SYSTEM).id();
            BookingId other = bench.granted(request(ANN, SMALL), Caller.SYSTEM).id();
            String code = done(bench.engine().accounts().newLinkCode(ANN)).code();
            done(bench.engine().accounts().link(code, "slack:T1:U1", Caller.SYSTEM));
            done(bench.engine().accounts().issue(token(), Caller.SYSTEM));
            bench.settle();
            return new Scene(bench, caller, own, other);
        }

        Engine engine() {
            return bench.engine();
        }

        BookingDecision book(UserId owner, Duration length) {
            var wanted = lasting(request(caller, SMALL), length).but();
            return bench.book(wanted.owner(owner).start(LATER).build(), caller);
        }

        Answer<?> extend(BookingId id) {
            return engine().bookings().extend(id, new Extension.By(Duration.ofHours(1)), caller);
        }

        Answer<?> members(BookingId id) {
            return engine().bookings().members(id, new MemberChange(Set.of(new UserId("eve")), Set.of()), caller);
        }

        Answer<?> installs(BookingId id) {
            return engine().bookings().installs().install(id, "hello-world", java.util.Map.of(), caller);
        }

        OperationId resetting(BookingId id) {
            bench.settle();
            done(engine().bookings().reset(id, Caller.SYSTEM));
            return latest(id);
        }

        OperationId cleaning(BookingId id) {
            done(engine().bookings().release(id, "", Caller.SYSTEM));
            bench.settle();
            return latest(id);
        }

        private OperationId latest(BookingId id) {
            return done(engine().bookings().find(id, Caller.SYSTEM))
                    .operation()
                    .orElseThrow()
                    .id();
        }

        Answer<?> stop(OperationId id) {
            return engine().operations().cancel(id, caller);
        }

        boolean revokes() {
            String id = engine().accounts().tokens(ANN).get(0).id();
            return engine().accounts().revoke(id, caller) instanceof Answer.Done;
        }
    }

    private static Set<String> possible(Set<Right> rights) {
        Set<String> possible = new TreeSet<>();
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 9).build())) {
            Scene scene = Scene.with(bench, rights);
            CASES.forEach((what, useCase) -> {
                if (useCase.allowed().test(scene)) {
                    possible.add(what);
                }
            });
        }
        return possible;
    }

    private static Set<String> foreseen(Right right) {
        Set<String> foreseen = new TreeSet<>();
        CASES.forEach((what, useCase) -> {
            if (useCase.allowedBy().contains(right)) {
                foreseen.add(what);
            }
        });
        return foreseen;
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void aRightIsGoodForWhatItSaysAndNothingElse(Right right) {
        assertThat(possible(EnumSet.of(right))).isEqualTo(foreseen(right));
    }

    @Test
    void noRightIsGoodForNothing() {
        assertThat(possible(Set.of())).isEmpty();
    }

    @Test
    void whoeverManagesBookingsAndLabsManages() {
        assertThat(Right.withImplied(EnumSet.of(MANAGE_BOOKINGS, MANAGE_LABS)))
                .isEqualTo(Right.withImplied(EnumSet.of(MANAGE)))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(ACT_FOR, SERVE_LAB)));
        assertThat(new Caller(ANN.actor(), EnumSet.of(BOOK)).rights()).containsExactlyInAnyOrder(BOOK, EXTEND, RESET);
    }

    @Test
    void aTokenHasNoMoreThanItsAccount() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            var accounts = bench.engine().accounts();
            assertThat(accounts.account(CAROL).rights()).containsExactlyInAnyOrder(VIEW, BOOK);
            var issued = done(accounts.issue(new NewToken(CAROL, "t", EnumSet.of(VIEW, EXTEND)), Caller.SYSTEM));
            assertThat(accounts.authenticate(issued.secret()).orElseThrow().rights())
                    .containsExactlyInAnyOrder(VIEW, EXTEND);
            var old = done(accounts.issue(new NewToken(CAROL, "t", EnumSet.of(BOOK)), Caller.SYSTEM));
            assertThat(accounts.authenticate(old.secret()).orElseThrow().rights())
                    .containsExactlyInAnyOrder(BOOK, EXTEND, RESET);
        }
    }

    @Test
    void aRefusalNamesTheRightThatIsMissing() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            Scene scene = Scene.with(bench, EnumSet.of(VIEW, EXTEND));
            var bookings = bench.engine().bookings();
            assertThat(refused(bookings.reset(scene.own(), scene.caller())).message())
                    .isEqualTo(
                            "resetting %s needs the right RESET, which carol does not have here. Ask an admin of the lab."
                                    .formatted(scene.own()));
            assertThat(refused(bookings.reset(scene.other(), scene.caller())).message())
                    .contains("belongs to ann", "or the right MANAGE_BOOKINGS");
            assertThat(refused(bench.engine().outages().effects(outage(), Optional.empty(), scene.caller()))
                            .message())
                    .isEqualTo(
                            "Outages need the right MANAGE_LABS, which carol does not have here. Ask an admin of the lab.");
        }
    }
}
