package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.HELLO;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.design.Design;
import io.laas.engine.design.Where;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.port.OperationOrder;
import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.booking.Versions;
import io.laas.model.design.Sharing;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.lab.UserPods;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** What pods and configs of users promise, whatever the database is. */
abstract class DesignContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final PodId MINE = new PodId("mine");
    private static final LabId DEMO = new LabId("demo");
    private static final Caller EVE = person("eve");

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench(Lab... labs) {
        return new Bench(settings(), labs);
    }

    private Bench bench() {
        return bench(aLab().host("h1", 8).vpod("v1", "h1").build());
    }

    /** Returns a pod like {@code small} with another amount of memory for its jump host. */
    private static Pod mine(Bench bench, int memory) {
        Pod small =
                bench.engine().catalogue().lab(DEMO).orElseThrow().pod(SMALL).orElseThrow();
        List<NodeSpec> nodes =
                List.of(small.jumpHost().withMemoryMiB(memory), small.nodes().get(1));
        return new Pod(MINE, "Ann's", nodes, small.networks());
    }

    private static Design<Pod> made(Bench bench, Sharing sharing) {
        return done(bench.engine().pods().create(Optional.empty(), mine(bench, 512), sharing, ANN));
    }

    private static Where mine() {
        return Where.of(DEMO, "mine");
    }

    private static int version(Design<?> design) {
        return design.made().orElseThrow().version();
    }

    private static List<String> seen(Bench bench, Caller caller) {
        return bench.engine().pods().list(Optional.empty(), caller).stream()
                .map(d -> d.spec().id().value())
                .toList();
    }

    private static int memory(Bench bench, Booking booking) {
        return bench.operations().started().stream()
                .map(OperationOrder::plan)
                .filter(p -> p.vpod().equals(booking.vpod().orElseThrow()))
                .reduce((first, last) -> last)
                .orElseThrow()
                .pod()
                .jumpHost()
                .memoryMiB();
    }

    @Test
    void aPodOfAUserIsBuiltLikeOneOfTheLab() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);

            Booking booking = bench.granted(lasting(request(ANN, MINE), DAY), ANN);
            bench.settle();

            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(booking.versions()).isEqualTo(new Versions(OptionalInt.of(1), OptionalInt.empty()));
            assertThat(memory(bench, booking)).isEqualTo(512);
            bench.pass(DAY);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        }
    }

    @Test
    void aConfigOfAUserGoesOntoTheMachines() {
        try (Bench bench = bench()) {
            Config config = new Config(
                    new ConfigId("git"),
                    "With git",
                    new ImageId("guest"),
                    Map.of(),
                    Map.of("packages", List.of("git")),
                    Optional.empty());
            done(bench.engine().configs().create(Optional.empty(), config, Sharing.PRIVATE, ANN));

            Booking booking =
                    bench.granted(request(ANN, SMALL).but().config(config.id()).build(), ANN);
            bench.settle();

            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(booking.versions().config()).hasValue(1);
            assertThat(booking.vpod().orElseThrow().value())
                    .as("not a standing pod")
                    .isNotEqualTo("v1");
            assertThat(bench.operations().started())
                    .filteredOn(o -> o.plan().vpod().equals(booking.vpod().get()))
                    .allSatisfy(o -> assertThat(o.plan().config()).isEqualTo(config));
        }
    }

    @Test
    void bookingsKeepTheVersionTheyWereMadeWith() {
        try (Bench bench = bench(aLab().host("h1", 1).build())) {
            made(bench, Sharing.PUBLIC);
            Booking now = bench.granted(lasting(request(ANN, MINE), DAY), ANN);
            Booking later =
                    bench.granted(at(request(ANN, MINE), SettableClock.START.plus(DAY.multipliedBy(3)), DAY), ANN);
            var queued = (BookingDecision.Waiting) bench.book(waiting(lasting(request(BOB, MINE), DAY)), BOB);
            bench.settle();

            Design<Pod> changed = done(bench.engine().pods().change(Optional.empty(), mine(bench, 1024), ANN));
            done(bench.engine().pods().delete(mine(), ANN));
            bench.crash();
            bench.pass(DAY.plus(Duration.ofHours(1)));
            Booking served = bench.booking(queued.booking().id());
            if (served.state() == BookingState.SCHEDULED) {
                done(bench.engine().bookings().accept(served.id(), BOB));
                bench.settle();
            }
            bench.pass(DAY.multipliedBy(2));

            assertThat(version(changed)).isEqualTo(2);
            assertThat(bench.state(now.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.booking(served.id()).versions().pod()).hasValue(1);
            assertThat(memory(bench, bench.booking(served.id()))).isEqualTo(512);
            assertThat(bench.state(later.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(memory(bench, bench.booking(later.id()))).isEqualTo(512);
            assertThat(refused(bench.book(request(ANN, MINE), ANN)).code()).isEqualTo(RefusalCode.UNKNOWN_POD);
        }
    }

    @Test
    void aScheduledBookingMovesWithItsVersion() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            Booking booking = bench.granted(at(request(ANN, MINE), SettableClock.START.plus(DAY), DAY), ANN);
            done(bench.engine().pods().change(Optional.empty(), mine(bench, 1024), ANN));

            done(bench.engine().bookings().move(booking.id(), SettableClock.START.plus(DAY.multipliedBy(2)), ANN));
            bench.pass(DAY.multipliedBy(2));

            assertThat(bench.booking(booking.id()).versions().pod()).hasValue(1);
            assertThat(memory(bench, bench.booking(booking.id()))).isEqualTo(512);
        }
    }

    @Test
    void theNextBookingUsesTheLatestVersion() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            done(bench.engine().pods().change(Optional.empty(), mine(bench, 1024), ANN));
            Booking booking = bench.granted(request(ANN, MINE), ANN);
            bench.settle();

            assertThat(booking.versions().pod()).hasValue(2);
            assertThat(memory(bench, booking)).isEqualTo(1024);
            assertThat(version(done(bench.engine().pods().change(Optional.empty(), mine(bench, 1024), ANN))))
                    .as("the same again is no new version")
                    .isEqualTo(2);
            assertThat(done(bench.engine().pods().versions(mine(), ANN)))
                    .extracting(DesignContract::version)
                    .containsExactly(2, 1);
            assertThat(done(bench.engine().pods().find(mine(), OptionalInt.of(1), ANN))
                            .spec()
                            .jumpHost()
                            .memoryMiB())
                    .isEqualTo(512);
            assertThat(refused(bench.engine().pods().find(mine(), OptionalInt.of(9), ANN))
                            .message())
                    .isEqualTo("Pod mine has no version 9; the latest is 2.");
        }
    }

    @Test
    void everybodySeesWhatIsSharedWithThem() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            done(bench.engine().projects().create("nfv", Set.of(BOB.user()), ANN));

            assertThat(seen(bench, ANN)).containsExactly("small", "large", "mine");
            assertThat(seen(bench, BOB)).containsExactly("small", "large");
            assertThat(seen(bench, ADMIN)).contains("mine");
            assertThat(refused(bench.book(request(BOB, MINE), BOB)).message())
                    .isEqualTo("There is no pod mine. Pods: large, small.");
            assertThat(refused(bench.engine().bookings().availability(AvailabilityQuery.of(MINE), BOB))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_POD);

            done(bench.engine().pods().share(mine(), Sharing.with("nfv"), ANN));
            assertThat(seen(bench, BOB)).contains("mine");
            assertThat(seen(bench, EVE)).doesNotContain("mine");
            bench.granted(at(request(BOB, MINE), SettableClock.START.plus(DAY), DAY), BOB);
            assertThat(refused(bench.book(request(EVE, MINE), EVE)).code()).isEqualTo(RefusalCode.UNKNOWN_POD);

            done(bench.engine().projects().change("nfv", new MemberChange(Set.of(), Set.of(BOB.user())), ANN));
            assertThat(seen(bench, BOB)).doesNotContain("mine");

            done(bench.engine().pods().share(mine(), Sharing.PUBLIC, ANN));
            assertThat(seen(bench, EVE)).contains("mine");
            assertThat(bench.engine().pods().list(Optional.empty(), rightless()))
                    .isEmpty();
            assertThat(refused(bench.engine().pods().find(mine(), OptionalInt.empty(), rightless()))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    private static Caller rightless() {
        return new Caller(EVE.actor(), EnumSet.of(Right.EXTEND));
    }

    @Test
    void onlyTheOwnerAndLabManagersChangeIt() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PUBLIC);
            Caller viewer = new Caller(EVE.actor(), EnumSet.of(Right.VIEW));
            Caller manager = new Caller(person("lab").actor(), EnumSet.of(Right.MANAGE_LABS));
            Caller bookings = new Caller(person("desk").actor(), EnumSet.of(Right.MANAGE_BOOKINGS));
            var pods = bench.engine().pods();

            for (Caller other : List.of(BOB, bookings)) {
                for (var no : List.of(
                        refused(pods.change(Optional.empty(), mine(bench, 1024), other)),
                        refused(pods.share(mine(), Sharing.PRIVATE, other)),
                        refused(pods.delete(mine(), other)),
                        refused(pods.versions(mine(), other)),
                        refused(pods.find(mine(), OptionalInt.of(1), other)))) {
                    assertThat(no.code()).isEqualTo(RefusalCode.FORBIDDEN);
                    assertThat(no.message()).contains("Pod mine belongs to ann", "Copy it");
                }
            }
            assertThat(refused(pods.copy(mine(), Optional.empty(), "yours", viewer))
                            .message())
                    .contains("needs the right BOOK");
            long last = bench.engine().events().last();
            assertThat(bench.engine().events().after(last - 1, 1).get(0).type()).isEqualTo(EventType.REFUSED);
            assertThat(version(done(pods.change(Optional.empty(), mine(bench, 1024), manager))))
                    .isEqualTo(2);
            assertThat(done(pods.delete(mine(), manager)).made().orElseThrow().deleted())
                    .isTrue();
        }
    }

    @Test
    void whatIsNotSharedIsNotThereForOthers() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            var pods = bench.engine().pods();

            for (var no : List.of(
                    refused(pods.change(Optional.empty(), mine(bench, 1024), BOB)),
                    refused(pods.share(mine(), Sharing.PUBLIC, BOB)),
                    refused(pods.copy(mine(), Optional.empty(), "yours", BOB)),
                    refused(pods.delete(mine(), BOB)),
                    refused(pods.find(mine(), OptionalInt.empty(), BOB)))) {
                assertThat(no.code()).isEqualTo(RefusalCode.UNKNOWN_POD);
                assertThat(no.message()).doesNotContain("ann");
            }
            assertThat(refused(pods.create(Optional.empty(), mine(bench, 512), Sharing.PRIVATE, BOB))
                            .message())
                    .contains("Another user's pod", "Take another name")
                    .doesNotContain("ann");
        }
    }

    @Test
    void aCopyIsOnesOwn() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PUBLIC);
            Design<Pod> copy = done(bench.engine().pods().copy(mine(), Optional.empty(), "yours", BOB));
            Design<Pod> ofLab =
                    done(bench.engine().pods().copy(Where.of(DEMO, "small"), Optional.empty(), "tiny", BOB));

            assertThat(copy.made().orElseThrow().owner()).isEqualTo(BOB.user());
            assertThat(copy.made().get().sharing()).isEqualTo(Sharing.PRIVATE);
            assertThat(copy.spec().nodes()).isEqualTo(mine(bench, 512).nodes());
            assertThat(ofLab.spec().id()).hasToString("tiny");
            done(bench.engine().pods().delete(mine(), ANN));
            assertThat(seen(bench, BOB)).contains("yours", "tiny").doesNotContain("mine");
        }
    }

    @Test
    void theLabsOwnPodsAreChangedInItsFileOnly() {
        try (Bench bench = bench()) {
            Pod small = new Pod(
                    SMALL, "", mine(bench, 512).nodes(), mine(bench, 512).networks());

            assertThat(refused(bench.engine().pods().change(Optional.empty(), small, ADMIN))
                            .message())
                    .contains("Pod small of lab demo stands in its lab file", "Copy it");
            assertThat(refused(bench.engine().pods().create(Optional.empty(), small, Sharing.PRIVATE, ANN))
                            .code())
                    .isEqualTo(RefusalCode.NAME_TAKEN);
            assertThat(refused(bench.engine().configs().delete(Where.of(DEMO, HELLO.value()), ADMIN))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void aNameIsNeverGivenToSomebodyElse() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            assertThat(refused(bench.engine().pods().create(Optional.empty(), mine(bench, 512), Sharing.PRIVATE, ANN))
                            .message())
                    .contains("You have a pod mine");
            done(bench.engine().pods().delete(mine(), ANN));

            assertThat(refused(bench.engine().pods().create(Optional.empty(), mine(bench, 512), Sharing.PRIVATE, BOB))
                            .code())
                    .isEqualTo(RefusalCode.NAME_TAKEN);
            Design<Pod> again =
                    done(bench.engine().pods().create(Optional.empty(), mine(bench, 2048), Sharing.PUBLIC, ANN));
            assertThat(version(again)).isEqualTo(2);
            assertThat(seen(bench, BOB)).contains("mine");
        }
    }

    @Test
    void oneOfSixteenGetsTheName() throws Exception {
        try (Bench bench = bench()) {
            Pod pod = mine(bench, 512);
            List<Answer<Design<Pod>>> answers = EngineContract.atOnce(
                    16, i -> bench.engine().pods().create(Optional.empty(), pod, Sharing.PRIVATE, person("user" + i)));

            assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Answer.Refused.class::isInstance)
                    .allSatisfy(a -> assertThat(refused(a).code()).isEqualTo(RefusalCode.NAME_TAKEN));
        }
    }

    @Test
    void aNameThatSomebodyTakesMeanwhileIsNotGivenTwice() throws Exception {
        try (Bench bench = bench()) {
            Pod pod = mine(bench, 512);
            AtomicBoolean first = new AtomicBoolean(true);
            AtomicReference<CompletableFuture<Answer<Design<Pod>>>> meanwhile = new AtomicReference<>();
            Jdbi jdbi = bench.engine().store().jdbi();
            jdbi.setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    if (context.getRenderedSql().contains("from design d") && first.getAndSet(false)) {
                        meanwhile.set(CompletableFuture.supplyAsync(
                                () -> bench.engine().pods().create(Optional.empty(), pod, Sharing.PRIVATE, ANN),
                                Bench.THREADS));
                        await().until(() -> committed(jdbi));
                    }
                }
            });

            Answer<Design<Pod>> late = bench.engine().pods().create(Optional.empty(), pod, Sharing.PRIVATE, BOB);

            jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            assertThat(meanwhile.get().join()).isInstanceOf(Answer.Done.class);
            assertThat(refused(late).code()).isEqualTo(RefusalCode.NAME_TAKEN);
            assertThat(seen(bench, ANN)).contains("mine");
            assertThat(seen(bench, BOB)).doesNotContain("mine");
        }
    }

    private static boolean committed(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.select("select count(*) from design").mapTo(int.class).one() == 1);
    }

    @Test
    void changesAtOnceMakeAVersionEach() throws Exception {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            Pod[] wanted = new Pod[16];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = mine(bench, 600 + i);
            }

            List<Integer> versions = EngineContract.atOnce(
                    wanted.length, i -> version(done(bench.engine().pods().change(Optional.empty(), wanted[i], ANN))));

            assertThat(versions).doesNotHaveDuplicates().contains(2, 17);
            assertThat(done(bench.engine().pods().versions(mine(), ANN))).hasSize(17);
        }
    }

    @Test
    void refusesWhatTheLabCannotGive() {
        UserPods few = new UserPods(Set.of(NetworkKind.BRIDGE), Set.of(Uplink.NONE), 2, 1);
        try (Bench bench = bench(aLab().host("h1", 1).userPods(few).build())) {
            var tooLarge =
                    refused(bench.engine().pods().create(Optional.empty(), mine(bench, 4096), Sharing.PRIVATE, ANN));
            made(bench, Sharing.PRIVATE);
            var tooMany = refused(bench.engine().pods().copy(Where.of(DEMO, "small"), Optional.empty(), "more", ANN));
            var unknown = refused(bench.engine().pods().share(mine(), Sharing.with("nfv"), ANN));
            var noLab = refused(bench.engine()
                    .pods()
                    .create(Optional.of(new LabId("mars")), mine(bench, 512), Sharing.PRIVATE, ANN));

            assertThat(tooLarge.code()).isEqualTo(RefusalCode.TOO_LARGE);
            assertThat(tooLarge.message()).contains("3072 MiB memory too few", "would fit on it");
            assertThat(tooMany.code()).isEqualTo(RefusalCode.QUOTA);
            assertThat(tooMany.message()).contains("at most 1 pods", "Delete one first");
            assertThat(unknown.code()).isEqualTo(RefusalCode.UNKNOWN_PROJECT);
            assertThat(noLab.message()).isEqualTo("There is no lab mars. Labs: demo.");
        }
    }

    @Test
    void thePodOfALabFileWinsOverALaterOneOfAUser() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PUBLIC);
            Booking booking = bench.granted(at(request(ANN, MINE), SettableClock.START.plus(DAY), DAY), ANN);
            bench.configure(with(bench, List.of(mine(bench, 2048)), UserPods.like(List.of())));

            Booking ofLab = bench.granted(at(request(BOB, MINE), SettableClock.START.plus(DAY), DAY), BOB);
            bench.pass(DAY);

            assertThat(seen(bench, ANN)).containsExactly("mine");
            assertThat(ofLab.versions()).isEqualTo(Versions.OF_LAB);
            assertThat(memory(bench, bench.booking(ofLab.id()))).isEqualTo(2048);
            assertThat(memory(bench, bench.booking(booking.id()))).isEqualTo(512);
        }
    }

    private static Lab with(Bench bench, List<Pod> pods, UserPods userPods) {
        Lab lab = bench.engine().catalogue().lab(DEMO).orElseThrow();
        return new Lab(
                lab.id(),
                lab.title(),
                lab.contact(),
                lab.zone(),
                lab.hosts(),
                lab.images(),
                pods,
                lab.configs(),
                List.of(),
                lab.policy(),
                userPods);
    }

    @Test
    void whatALabNoLongerGivesIsNotBookedAnyMore() {
        try (Bench bench = bench()) {
            made(bench, Sharing.PRIVATE);
            Booking booking = bench.granted(at(request(ANN, MINE), SettableClock.START.plus(DAY), DAY), ANN);
            UserPods single = new UserPods(Set.of(NetworkKind.BRIDGE), Set.of(Uplink.NONE), 1, 9);
            bench.configure(with(bench, List.of(), single));

            assertThat(refused(bench.book(request(ANN, MINE), ANN)).message())
                    .contains("may have at most 1 in lab demo");
            bench.pass(DAY);
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void whatTwoLabsHaveIsNamedWithItsLab() {
        try (Bench bench =
                bench(aLab().host("h1", 4).build(), aLab("other").host("h2", 4).build())) {
            Pod pod = mine(bench, 512);
            var pods = bench.engine().pods();
            assertThat(refused(pods.create(Optional.empty(), pod, Sharing.PRIVATE, ANN))
                            .message())
                    .isEqualTo("Say for which lab: demo, other.");
            done(pods.create(Optional.of(DEMO), pod, Sharing.PRIVATE, ANN));
            done(pods.copy(new Where(Optional.empty(), "mine"), Optional.of(new LabId("other")), "mine", ANN));

            assertThat(refused(pods.delete(new Where(Optional.empty(), "mine"), ANN))
                            .message())
                    .isEqualTo("Several labs have a pod mine; say of which: demo, other.");
            BookingRequest there =
                    request(ANN, MINE).but().lab(new LabId("other")).build();
            assertThat(bench.granted(there, ANN).lab()).hasToString("other");
            assertThat(pods.list(Optional.of(DEMO), ANN)).hasSize(3);
        }
    }

    @Test
    void aProjectIsChangedByItsOwnerAndLeftByItsMembers() {
        try (Bench bench = bench()) {
            var projects = bench.engine().projects();
            done(projects.create("nfv", Set.of(BOB.user()), ANN));

            assertThat(refused(projects.create("nfv", Set.of(), EVE)).code()).isEqualTo(RefusalCode.NAME_TAKEN);
            assertThat(refused(projects.change("nfv", add(EVE), BOB)).message()).contains("belongs to ann");
            assertThat(refused(projects.change("nfv", add(EVE), EVE)).code()).isEqualTo(RefusalCode.UNKNOWN_PROJECT);
            assertThat(done(projects.change("nfv", add(EVE), ANN)).members())
                    .containsExactlyInAnyOrder(ANN.user(), BOB.user(), EVE.user());
            assertThat(done(projects.change("nfv", new MemberChange(Set.of(), Set.of(BOB.user())), BOB))
                            .members())
                    .doesNotContain(BOB.user());
            assertThat(done(projects.change("nfv", new MemberChange(Set.of(), Set.of(ANN.user())), ADMIN))
                            .members())
                    .as("the owner stays")
                    .contains(ANN.user());
            assertThat(projects.list(BOB)).isEmpty();
            assertThat(projects.list(ADMIN)).hasSize(1);
        }
    }

    private static MemberChange add(Caller caller) {
        return new MemberChange(Set.of(caller.user()), Set.of());
    }
}
