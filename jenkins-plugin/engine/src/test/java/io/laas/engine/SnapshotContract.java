package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.person;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.account.RequestKey;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.engine.snapshot.SnapshotState;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.SnapshotPolicy;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.pod.Config;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What snapshots promise, whatever the database is. */
abstract class SnapshotContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final HostId H1 = new HostId("h1");
    private static final Caller EVE = person("eve");
    private static final NewSnapshot WHOLE = new NewSnapshot("mine", Optional.empty(), false, Sharing.PRIVATE);
    private static final NewSnapshot NODE = new NewSnapshot("db", Optional.of("node1"), false, Sharing.PRIVATE);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench() {
        return bench(aLab().host("h1", 8).host("h2", 8).build());
    }

    private Bench bench(Lab lab) {
        return new Bench(settings(), lab);
    }

    private static Snapshot taken(Bench bench, Booking booking, NewSnapshot wanted, Caller caller) {
        Snapshot made = done(bench.engine().bookings().snapshot(booking.id(), wanted, caller));
        bench.settle();
        return done(bench.engine().snapshots().find(Optional.empty(), made.name(), caller));
    }

    private static Config config(String name, String image, Map<String, ImageId> images) {
        return new Config(new ConfigId(name), "", new ImageId(image), images, Map.of(), Optional.empty());
    }

    private static BookingDecision book(Bench bench, PodId pod, String config, Caller caller) {
        BookingRequest request = lasting(request(caller, pod), DAY)
                .but()
                .config(new ConfigId(config))
                .build();
        return bench.book(request, caller);
    }

    private static Map<String, Image> imagesOf(Bench bench, Booking booking) {
        List<OperationOrder> started = bench.operations().started();
        return started.stream()
                .filter(o -> o.kind() == OperationKind.PROVISION)
                .filter(o -> o.plan().owner().booking().equals(booking.id().toString()))
                .reduce((a, b) -> b)
                .orElseThrow()
                .plan()
                .images();
    }

    @Test
    void snapshotOfOneMachineIsTheImageOfAnyMachineLater() {
        try (Bench bench = bench()) {
            Booking first = bench.active(ANN, DAY);
            Snapshot snapshot = taken(bench, first, NODE, ANN);
            assertThat(snapshot.state()).isEqualTo(SnapshotState.READY);
            assertThat(snapshot.bytes()).isEqualTo(1 << 20);
            done(bench.engine().bookings().release(first.id(), "", ANN));
            bench.settle();

            Config config = config("mine", "guest", Map.of("jump", new ImageId("db")));
            done(bench.engine().configs().create(Optional.empty(), config, Sharing.PRIVATE, ANN));
            Booking later = ((BookingDecision.Granted) book(bench, SMALL, "mine", ANN)).booking();
            bench.settle();
            assertThat(bench.state(later.id())).isEqualTo(BookingState.ACTIVE);
            Image image = imagesOf(bench, later).get("jump");
            assertThat(image.stored().orElseThrow().volume()).contains(".s1.node1.qcow2");
            assertThat(image.sha256()).contains("5a".repeat(32));
            assertThat(imagesOf(bench, later).get("node1").stored()).isEmpty();
        }
    }

    @Test
    void orderNamesTheDisksThatAreWanted() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine()
                    .bookings()
                    .snapshot(booking.id(), new NewSnapshot("all", Optional.empty(), true, Sharing.PRIVATE), ANN));
            SnapshotOrder order =
                    bench.operations().pending().get(0).plan().snapshot().orElseThrow();
            assertThat(order.volumes()).containsOnlyKeys("jump", "node1");
            assertThat(order.powerOff()).isTrue();
            assertThat(order.maxBytes()).isEqualTo(SnapshotPolicy.DEFAULT.maxBytes());
        }
    }

    @Test
    void wholePodBecomesOneImageForEachMachine() {
        try (Bench bench = bench()) {
            Snapshot snapshot = taken(bench, bench.active(ANN, DAY), WHOLE, ANN);
            assertThat(snapshot.disks()).extracting(d -> d.name().value()).containsExactly("mine-jump", "mine-node1");
        }
    }

    @Test
    void nobodyElseSeesOrUsesAPrivateSnapshot() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            assertThat(bench.engine().snapshots().list(Optional.empty(), BOB)).isEmpty();
            assertThat(refused(bench.engine().snapshots().find(Optional.empty(), "db", BOB))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_SNAPSHOT);
            Config stolen = config("stolen", "db", Map.of());
            assertThat(refused(bench.engine().configs().create(Optional.empty(), stolen, Sharing.PRIVATE, BOB))
                            .message())
                    .contains("wants image db, which lab demo does not have")
                    .doesNotContain("ann");
            Config shared = config("shared", "db", Map.of());
            done(bench.engine().configs().create(Optional.empty(), shared, Sharing.PUBLIC, ANN));
            assertThat(refused(book(bench, SMALL, "shared", BOB)).message())
                    .contains("wants image db for machine jump, which lab demo does not have");
            Stream.of("deleting", "sharing")
                    .forEach(what -> assertThat(refused(
                                            what.equals("deleting")
                                                    ? bench.engine().snapshots().delete(Optional.empty(), "db", BOB)
                                                    : bench.engine()
                                                            .snapshots()
                                                            .share(Optional.empty(), "db", Sharing.PUBLIC, BOB))
                                    .code())
                            .isEqualTo(RefusalCode.UNKNOWN_SNAPSHOT));
        }
    }

    @Test
    void whoeverBooksForOthersGivesThemOnlyWhatTheyMayUse() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            done(bench.engine()
                    .configs()
                    .create(Optional.empty(), config("shared", "db", Map.of()), Sharing.PUBLIC, ANN));
            BookingRequest forBob = lasting(request(BOB, SMALL), DAY)
                    .but()
                    .config(new ConfigId("shared"))
                    .build();
            assertThat(refused(bench.book(forBob, ADMIN)).code()).isEqualTo(RefusalCode.UNKNOWN_CONFIG);
            BookingRequest forAnn = lasting(request(ANN, SMALL), DAY)
                    .but()
                    .config(new ConfigId("shared"))
                    .build();
            assertThat(bench.book(forAnn, ADMIN)).isInstanceOf(BookingDecision.Granted.class);
        }
    }

    @Test
    void sharedSnapshotIsUsedByThoseItIsSharedWith() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            done(bench.engine().projects().create("nfv", Set.of(BOB.user()), ANN));
            done(bench.engine().snapshots().share(Optional.empty(), "db", Sharing.with("nfv"), ANN));
            assertThat(bench.engine().snapshots().list(Optional.empty(), BOB)).hasSize(1);
            assertThat(bench.engine().snapshots().list(Optional.empty(), EVE)).isEmpty();
            done(bench.engine().configs().create(Optional.empty(), config("b", "db", Map.of()), Sharing.PRIVATE, BOB));
            assertThat(book(bench, SMALL, "b", BOB)).isInstanceOf(BookingDecision.Granted.class);
            assertThat(refused(bench.engine().snapshots().share(Optional.empty(), "db", Sharing.PUBLIC, BOB))
                            .message())
                    .isEqualTo("Snapshot db belongs to ann, who may share it.");
            assertThat(refused(bench.engine().snapshots().delete(Optional.empty(), "db", BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(bench.engine().snapshots().share(Optional.empty(), "db", Sharing.with("other"), ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_PROJECT);
        }
    }

    @Test
    void onlyMembersTakeSnapshotsAndOnlyOfRunningMachines() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), NODE, BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            Caller looker =
                    new Caller(Actor.of(new UserId("ann"), Channel.API), EnumSet.of(io.laas.engine.account.Right.VIEW));
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), NODE, looker))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            NewSnapshot other = new NewSnapshot("x", Optional.of("node9"), false, Sharing.PRIVATE);
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), other, ANN))
                            .message())
                    .isEqualTo("Booking %s has no machine node9. Machines: jump, node1.".formatted(booking.id()));
            done(bench.engine().bookings().snapshot(booking.id(), NODE, ANN));
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), WHOLE, ANN))
                            .code())
                    .isEqualTo(RefusalCode.BUSY);
            bench.settle();
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), WHOLE, ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void nameIsNeverAnotherUsers() {
        try (Bench bench = bench()) {
            Booking anns = bench.active(ANN, DAY);
            Booking bobs = bench.active(BOB, DAY);
            taken(bench, anns, NODE, ANN);
            assertThat(refused(bench.engine().bookings().snapshot(bobs.id(), NODE, BOB))
                            .message())
                    .isEqualTo("Another user's snapshot in lab demo has, or had, the name db. Take another name.");
            assertThat(refused(bench.engine().bookings().snapshot(anns.id(), NODE, ANN))
                            .message())
                    .startsWith("You have a snapshot db in lab demo already.");
            done(bench.engine().snapshots().delete(Optional.empty(), "db", ANN));
            assertThat(refused(bench.engine().bookings().snapshot(bobs.id(), NODE, BOB))
                            .code())
                    .isEqualTo(RefusalCode.NAME_TAKEN);
            assertThat(taken(bench, anns, NODE, ANN).state()).isEqualTo(SnapshotState.READY);
            NewSnapshot lab = new NewSnapshot("guest", Optional.of("jump"), false, Sharing.PRIVATE);
            assertThat(refused(bench.engine().bookings().snapshot(anns.id(), lab, ANN))
                            .message())
                    .contains("has an image guest in its lab file");
        }
    }

    @Test
    void deletedSnapshotStaysForTheBookingsThatUseIt() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            done(bench.engine().configs().create(Optional.empty(), config("c", "db", Map.of()), Sharing.PRIVATE, ANN));
            BookingRequest request = Bench.at(
                            request(ANN, SMALL), io.laas.engine.fake.SettableClock.START.plus(DAY.multipliedBy(2)), DAY)
                    .but()
                    .config(new ConfigId("c"))
                    .build();
            Booking later = bench.granted(request, ANN);
            done(bench.engine().snapshots().delete(Optional.empty(), "db", ANN));
            assertThat(refused(book(bench, SMALL, "c", ANN)).code()).isEqualTo(RefusalCode.UNKNOWN_CONFIG);
            bench.engine().reconciler().routine();
            assertThat(bench.world.snapshots(H1)).hasSize(1);

            bench.pass(DAY.multipliedBy(2).plusMinutes(1));
            assertThat(bench.state(later.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(imagesOf(bench, later).get("jump").stored()).isPresent();
            done(bench.engine().bookings().release(later.id(), "", ANN));
            bench.settle();
            bench.engine().reconciler().routine();
            assertThat(bench.world.snapshots(H1)).isEmpty();
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        }
    }

    @Test
    void podStandsWhereItsSnapshotLies() {
        try (Bench bench = bench(aLab().host("h1", 1).host("h2", 8).build())) {
            Booking first = bench.active(ANN, DAY);
            HostId host = first.host().orElseThrow();
            taken(bench, first, NODE, ANN);
            done(bench.engine().configs().create(Optional.empty(), config("c", "db", Map.of()), Sharing.PRIVATE, ANN));
            done(bench.engine().bookings().release(first.id(), "", ANN));
            bench.settle();
            Booking later = ((BookingDecision.Granted) book(bench, SMALL, "c", ANN)).booking();
            assertThat(later.host()).contains(host);
        }
    }

    @Test
    void snapshotsCountAgainstTheirOwnersQuota() {
        Lab plain = aLab().host("h1", 8).build();
        try (Bench bench = bench(with(plain, new SnapshotPolicy(2, 1)))) {
            Booking booking = bench.active(ANN, DAY);
            bench.operations().eachDiskHas(600L << 20);
            taken(bench, booking, NODE, ANN);
            done(bench.engine().bookings().snapshot(booking.id(), named("b"), ANN));
            assertThat(bench.operations()
                            .pending()
                            .get(0)
                            .plan()
                            .snapshot()
                            .orElseThrow()
                            .maxBytes())
                    .isEqualTo((1024L - 600) << 20);
            bench.settle();
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), named("c"), ANN))
                            .message())
                    .isEqualTo("ann may keep at most 2 snapshots in lab demo. Delete one first.");
            done(bench.engine().snapshots().delete(Optional.empty(), "b", ANN));
            assertThat(refused(bench.engine().bookings().snapshot(booking.id(), named("c"), ANN))
                            .message())
                    .contains("may have 1 GiB together in lab demo, and nothing of that is left");
            bench.engine().reconciler().routine();
            done(bench.engine().bookings().snapshot(booking.id(), named("c"), ANN));
        }
    }

    private static NewSnapshot named(String name) {
        return new NewSnapshot(name, Optional.of("jump"), false, Sharing.PRIVATE);
    }

    private static Lab with(Lab l, SnapshotPolicy policy) {
        return new Lab(
                l.id(),
                l.title(),
                l.contact(),
                l.zone(),
                l.hosts(),
                l.images(),
                l.pods(),
                l.configs(),
                l.vpods(),
                l.policy(),
                l.userPods(),
                policy,
                l.isos());
    }

    @Test
    void machineWithASmallerDiskCannotHaveIt() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            var small = bench.engine().catalogue().labs().get(0).pod(SMALL).orElseThrow();
            var tiny = new io.laas.model.pod.Pod(
                    new PodId("tiny"),
                    "",
                    small.nodes().stream()
                            .map(n -> new io.laas.model.pod.NodeSpec(
                                    n.name(), n.role(), n.cores(), n.memoryMiB(), 5, n.nics()))
                            .toList(),
                    small.networks());
            done(bench.engine().pods().create(Optional.empty(), tiny, Sharing.PRIVATE, ANN));
            done(bench.engine().configs().create(Optional.empty(), config("c", "db", Map.of()), Sharing.PRIVATE, ANN));
            assertThat(refused(book(bench, new PodId("tiny"), "c", ANN)).message())
                    .isEqualTo("Machine jump of pod tiny has a disk of 5 GiB; image db needs one of 10 GiB.");
            assertThat(fitting(bench, SMALL, ANN)).containsExactly("hello", "c");
            assertThat(fitting(bench, new PodId("tiny"), ANN)).containsExactly("hello");
        }
    }

    @Test
    void configGoesOnlyOntoMachinesForWhichTheCallerHasTheImages() {
        try (Bench bench = bench()) {
            taken(bench, bench.active(ANN, DAY), NODE, ANN);
            Config onJumpHost = config("c", "guest", Map.of("jump", new ImageId("db")));
            done(bench.engine().configs().create(Optional.empty(), onJumpHost, Sharing.PUBLIC, ANN));

            assertThat(fitting(bench, SMALL, ANN)).containsExactly("hello", "c");
            assertThat(fitting(bench, SMALL, BOB)).containsExactly("hello");
            done(bench.engine().snapshots().share(Optional.empty(), "db", Sharing.PUBLIC, ANN));
            assertThat(fitting(bench, SMALL, BOB)).containsExactly("hello", "c");
            done(bench.engine().snapshots().delete(Optional.empty(), "db", ANN));
            assertThat(fitting(bench, SMALL, ANN)).containsExactly("hello");
        }
    }

    private static List<String> fitting(Bench bench, PodId pod, Caller caller) {
        return done(bench.engine().bookings().configsFor(Optional.empty(), pod, caller)).stream()
                .map(c -> c.spec().id().value())
                .toList();
    }

    @Test
    void snapshotThatFailedSaysWhyAndLeavesRoomAndName() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            bench.operations().failWhen(s -> s.order().kind() == OperationKind.SNAPSHOT);
            done(bench.engine().bookings().snapshot(booking.id(), NODE, ANN));
            bench.settle();
            assertThat(bench.engine().snapshots().list(Optional.empty(), ANN)).isEmpty();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            bench.operations().failWhen(s -> false);
            assertThat(taken(bench, booking, NODE, ANN).state()).isEqualTo(SnapshotState.READY);
        }
    }

    @Test
    void whatASnapshotThatWasGivenUpHadCopiedIsRemoved() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().bookings().snapshot(booking.id(), NODE, ANN));
            bench.operations().runUntilCrashAfter("copy");
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.crash();
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            bench.engine().reconciler().routine();
            assertThat(bench.world.snapshots(H1)).isEmpty();
        }
    }

    @Test
    void sameRequestUnderOneKeyTakesOneSnapshot() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, DAY);
            Caller once = ANN.once(new RequestKey("k", "snapshot"));
            Snapshot first = done(bench.engine().bookings().snapshot(booking.id(), NODE, once));
            assertThat(done(bench.engine().bookings().snapshot(booking.id(), NODE, once))
                            .number())
                    .isEqualTo(first.number());
            bench.settle();
            assertThat(bench.engine().snapshots().list(Optional.empty(), ANN)).hasSize(1);
        }
    }

    @Test
    void unknownFilesAreLeaksAndGoWhenAskedFor() {
        try (Bench bench = bench()) {
            String file = io.laas.model.layout.SnapshotVolumes.prefix(
                            bench.engine().controller()) + "demo.pod-7.s99.node1.qcow2";
            bench.world.save(H1, file);
            assertThat(bench.engine().reconciler().report().leaks())
                    .singleElement()
                    .satisfies(l -> assertThat(l.resource() + " " + l.vpod()).isEqualTo("snapshot pod-7"));
            bench.engine().reconciler().routine();
            assertThat(bench.world.snapshots(H1)).containsExactly(file);
            done(bench.engine().reconciler().repair(ADMIN));
            assertThat(bench.world.snapshots(H1)).isEmpty();
        }
    }

    @Test
    void eventsDoNotTellTheNames() {
        try (Bench bench = bench()) {
            taken(
                    bench,
                    bench.active(ANN, DAY),
                    new NewSnapshot("secret-project", Optional.empty(), false, Sharing.PRIVATE),
                    ANN);
            assertThat(bench.engine().events().after(0, 500).toString())
                    .contains("SNAPSHOT_CHANGED")
                    .doesNotContain("secret-project");
        }
    }
}
