package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.on;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.RequestKey;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an idempotency key promises, whatever the database is. */
abstract class OnceContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Lab ONE_VPOD = aLab().host("h1", 1).vpod("v1", "h1").build();

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private static Caller under(String key, Caller caller) {
        return caller.once(new RequestKey(key, "what is asked for"));
    }

    private static BookingId made(BookingDecision decision) {
        return ((BookingDecision.Granted) decision).booking().id();
    }

    @Test
    void theSameRequestAtOnceIsAnsweredAlikeThoughItTookAllThereWas() throws Exception {
        try (Bench bench = new Bench(settings(), ONE_VPOD)) {
            BookingRequest request = on(request(ANN, SMALL), "v1");
            List<BookingDecision> decisions =
                    EngineContract.atOnce(16, i -> bench.engine().bookings().book(request, under("k", ANN)));

            assertThat(decisions).allMatch(BookingDecision.Granted.class::isInstance);
            assertThat(decisions.stream().map(OnceContract::made).distinct()).hasSize(1);
        }
    }

    @Test
    void anExtensionAskedForAtOnceIsGivenOnce() throws Exception {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            Booking booking = bench.active(ANN, DAY);

            EngineContract.atOnce(
                    16,
                    i -> done(bench.engine()
                            .bookings()
                            .extend(booking.id(), new Extension.By(Duration.ofHours(1)), under("k", ANN))));

            assertThat(bench.booking(booking.id()).extensions()).isEqualTo(1);
            assertThat(bench.booking(booking.id()).slot().end())
                    .isEqualTo(booking.slot().end().plus(Duration.ofHours(1)));
        }
    }

    @Test
    void everyChangeIsDoneOnceAndAnsweredTwiceAlsoAfterARestart() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 4).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, DAY);
            List<Function<Engine, Object>> changes = List.of(
                    e -> e.bookings().book(manyFriends(), under("book", BOB)),
                    e -> done(e.bookings().members(booking.id(), more("eve"), under("members", ANN)))
                            .id(),
                    e -> done(e.bookings().reset(booking.id(), under("reset", ANN)))
                            .id(),
                    e -> done(e.accounts().addKey(EngineContract.KEY, under("key", ANN))),
                    e -> done(e.accounts().setZone(ZoneId.of("Asia/Tokyo"), under("zone", ANN))),
                    e -> done(e.outages().set(outage(), false, under("outage", ADMIN))),
                    e -> done(e.vpods().drain(booking.vpod().orElseThrow(), "new disks", under("drain", ADMIN)))
                            .id(),
                    e -> done(e.bookings().release(booking.id(), "over", under("release", ANN)))
                            .id());
            List<Object> first = answers(bench, changes);

            bench.crash();
            bench.settle();
            long last = bench.engine().events().last();
            List<Object> again = answers(bench, changes);

            assertThat(again).isEqualTo(first);
            assertThat(bench.engine().events().last()).isEqualTo(last);
        }
    }

    private static List<Object> answers(Bench bench, List<Function<Engine, Object>> changes) {
        List<Object> answers = new ArrayList<>();
        changes.forEach(change -> {
            answers.add(change.apply(bench.engine()));
            bench.settle();
        });
        return answers;
    }

    private static BookingRequest manyFriends() {
        Set<UserId> friends = Set.of(new UserId("eve"), new UserId("mia"), new UserId("zoe"), new UserId("jo"));
        return lasting(request(BOB, SMALL), DAY)
                .but()
                .start(SettableClock.START.plus(DAY))
                .collaborators(friends)
                .build();
    }

    private static MemberChange more(String name) {
        return new MemberChange(Set.of(new UserId(name)), Set.of());
    }

    private static NewOutage outage() {
        return new NewOutage(
                new LabId("demo"),
                Optional.empty(),
                Optional.of(SettableClock.START.plus(DAY.multipliedBy(30))),
                SettableClock.START.plus(DAY.multipliedBy(31)),
                OutageKind.PLANNED,
                "new switches");
    }

    @Test
    void anotherRequestUnderTheKeyIsRefusedAndRecorded() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().accounts().setZone(ZoneId.of("Asia/Tokyo"), under("k", ANN)));

            var refusal = refused(bench.engine()
                    .bookings()
                    .release(booking.id(), "", ANN.once(new RequestKey("k", "something else"))));

            assertThat(refusal.code()).isEqualTo(RefusalCode.KEY_REUSED);
            assertThat(refusal.message()).contains("another request", "Use a new key");
            assertThat(bench.booking(booking.id()).state().isFinal()).isFalse();
            long last = bench.engine().events().last();
            assertThat(bench.engine().events().after(last - 1, 1).get(0).type()).isEqualTo(EventType.REFUSED);
        }
    }

    @Test
    void keysOfDifferentUsersAreNotTheSame() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            BookingId ann = made(bench.engine().bookings().book(request(ANN, SMALL), under("k", ANN)));
            BookingId bob = made(bench.engine().bookings().book(request(BOB, SMALL), under("k", BOB)));

            assertThat(bob).isNotEqualTo(ann);
        }
    }

    @Test
    void whatWasRefusedMayBeAskedForAgainUnderTheSameKey() {
        try (Bench bench = new Bench(settings(), ONE_VPOD)) {
            Booking holder = bench.active(BOB, DAY);
            BookingRequest request = on(lasting(request(ANN, SMALL), DAY), "v1");
            assertThat(refused(bench.engine().bookings().book(request, under("k", ANN)))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            done(bench.engine().bookings().release(holder.id(), "", BOB));
            bench.settle();

            assertThat(bench.engine().bookings().book(request, under("k", ANN)))
                    .isInstanceOf(BookingDecision.Granted.class);
        }
    }

    @Test
    void aKeyCountsForADay() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            BookingRequest request = lasting(request(ANN, SMALL), Duration.ofHours(1));
            BookingId first = made(bench.engine().bookings().book(request, under("k", ANN)));
            bench.pass(DAY.minusSeconds(1));
            assertThat(made(bench.engine().bookings().book(request, under("k", ANN))))
                    .isEqualTo(first);

            bench.pass(Duration.ofSeconds(1));

            assertThat(made(bench.engine().bookings().book(request, under("k", ANN))))
                    .isNotEqualTo(first);
        }
    }

    @Test
    void secretsAreNeitherKeptNorMadeTwice() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            NewToken wanted = new NewToken(ANN.user(), "laptop", Set.of(Right.VIEW));
            var issued = done(bench.engine().accounts().issue(wanted, under("token", ADMIN)));
            done(bench.engine().accounts().newLinkCode(under("code", ANN)));

            var token = refused(bench.engine().accounts().issue(wanted, under("token", ADMIN)));
            var code = refused(bench.engine().accounts().newLinkCode(under("code", ANN)));

            assertThat(token.code()).isEqualTo(RefusalCode.WRONG_STATE);
            assertThat(token.message())
                    .contains("Token " + issued.token().id() + " was made", "a new key")
                    .doesNotContain(issued.secret());
            assertThat(code.message()).contains("A code that is good until", "a new key");
            assertThat(bench.engine().accounts().tokens(ADMIN)).hasSize(1);
            String kept = bench.engine()
                    .store()
                    .read(tx -> String.join(
                            " ",
                            tx.handle()
                                    .createQuery("select result from idempotency")
                                    .mapTo(String.class)
                                    .list()));
            assertThat(kept).contains(issued.token().id()).doesNotContain(issued.secret());
        }
    }
}
