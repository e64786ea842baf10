package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.laas.engine.account.Caller;
import io.laas.engine.account.RequestKey;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.fake.World;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.StoreException;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.SshKey;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the engine promises whatever its database is. */
abstract class EngineContract {
    static final SshKey KEY =
            new SshKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ann@laptop");
    private static final Instant TOMORROW = SettableClock.START.plus(Duration.ofDays(1));
    private static final Duration DAY = Duration.ofDays(1);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    @Test
    void countsBookingsThatAreNotOver() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 4).vpod("v1", "h1").build())) {
            assertThat(bench.engine().bookings().unfinished()).isEmpty();
            Booking active = bench.active(ANN, DAY);
            bench.granted(at(request(BOB, SMALL), TOMORROW.plus(DAY), DAY), BOB);
            bench.granted(at(request(BOB, SMALL), TOMORROW.plus(DAY.multipliedBy(3)), DAY), BOB);

            assertThat(bench.engine().bookings().unfinished())
                    .containsOnly(entry(BookingState.ACTIVE, 1L), entry(BookingState.SCHEDULED, 2L));
            done(bench.engine().bookings().release(active.id(), "", ANN));
            bench.settle();
            assertThat(bench.engine().bookings().unfinished()).containsOnly(entry(BookingState.SCHEDULED, 2L));
        }
    }

    @Test
    void leadsABookingFromRequestToEnd() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 4).vpod("v1", "h1").build())) {
            done(bench.engine().accounts().addKey(KEY, ANN));
            Booking booking = bench.active(ANN, Duration.ofHours(2));
            assertThat(booking.state()).isEqualTo(BookingState.ACTIVE);
            assertThat(booking.vpod().orElseThrow().value()).isEqualTo("v1");
            assertThat(bench.world.keys(booking.vpod().get())).containsExactly(KEY.line());
            BookingView view = done(bench.engine().bookings().find(booking.id(), ANN));
            assertThat(view.access()).isPresent();
            assertThat(done(bench.engine().bookings().find(booking.id(), BOB)).access())
                    .isEmpty();
            bench.pass(Duration.ofHours(2));
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.world.keys(booking.vpod().get())).isEmpty();
            assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        }
    }

    @Test
    void makesAndRemovesADynamicVpod() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 2).build())) {
            Booking booking = bench.active(ANN, Duration.ofHours(1));
            assertThat(booking.state()).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.world.vpods()).containsExactly(booking.vpod().orElseThrow());
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.world.vpods()).isEmpty();
            assertThat(bench.engine().vpods().list()).isEmpty();
        }
    }

    @Test
    void touchingSlotsAreGrantedAndOverlapsRefused() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            Duration cleaning = Duration.ofMinutes(15);
            Booking first = bench.granted(at(request(ANN, SMALL), TOMORROW, DAY), ANN);
            BookingRequest overlapping = at(request(BOB, SMALL), TOMORROW.plus(DAY), DAY);
            var refusal = refused(bench.book(overlapping, BOB));
            assertThat(refusal.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(refusal.message())
                    .contains("Vpod v1 is taken by ann until 2026-03-04 09:15 UTC (" + first.id())
                    .contains("Next free slot of 1 day: 2026-03-04 09:15 UTC.");
            assertThat(refusal.nextFree().orElseThrow().start())
                    .isEqualTo(TOMORROW.plus(DAY).plus(cleaning));
            bench.granted(at(request(BOB, SMALL), TOMORROW.plus(DAY).plus(cleaning), DAY), BOB);
        }
    }

    @Test
    void oneOfSixteenWinsTheSameSlot() throws Exception {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            List<BookingDecision> decisions = atOnce(16, i -> {
                Caller caller = Bench.person("user" + i);
                return bench.book(at(request(caller, SMALL), TOMORROW, DAY), caller);
            });
            assertThat(decisions)
                    .filteredOn(BookingDecision.Granted.class::isInstance)
                    .hasSize(1);
            assertThat(decisions)
                    .filteredOn(BookingDecision.Refused.class::isInstance)
                    .hasSize(15);
        }
    }

    @Test
    void sixteenShareTheRoomOfAHostExactly() throws Exception {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 3).host("h2", 4).build())) {
            List<BookingDecision> decisions = atOnce(16, i -> {
                Caller caller = Bench.person("user" + i);
                return bench.book(lasting(request(caller, SMALL), DAY), caller);
            });
            assertThat(decisions)
                    .filteredOn(BookingDecision.Granted.class::isInstance)
                    .hasSize(7);
            bench.settle();
            assertThat(bench.engine()
                            .bookings()
                            .list(BookingFilter.all(50), ADMIN)
                            .items())
                    .filteredOn(v -> v.booking().state() == BookingState.ACTIVE)
                    .hasSize(7);
        }
    }

    @Test
    void theQuotaHoldsUnderSixteenThreads() throws Exception {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 40).build())) {
            List<BookingDecision> decisions = atOnce(16, i -> bench.book(at(request(ANN, SMALL), TOMORROW, DAY), ANN));
            assertThat(decisions)
                    .filteredOn(BookingDecision.Granted.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void oneIdempotencyKeyMakesOneBooking() throws Exception {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 40).build())) {
            BookingRequest request = at(request(ANN, SMALL), TOMORROW, DAY);
            List<BookingDecision> decisions =
                    atOnce(16, i -> bench.engine().bookings().book(request, ANN.once(new RequestKey("same", "book"))));
            Set<BookingId> made = decisions.stream()
                    .map(d -> ((BookingDecision.Granted) d).booking().id())
                    .collect(Collectors.toSet());
            assertThat(made).hasSize(1);
            var other = bench.engine()
                    .bookings()
                    .book(lasting(request, DAY.multipliedBy(2)), ANN.once(new RequestKey("same", "book longer")));
            assertThat(refused(other).code()).isEqualTo(RefusalCode.KEY_REUSED);
        }
    }

    @Test
    void eventsAreSeenInTheOrderOfTheirNumbers() throws Exception {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 60).build())) {
            List<Event> seen = new ArrayList<>();
            Thread reader = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted() && seen.size() < 4000) {
                    long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
                    seen.addAll(bench.engine().events().after(last, 100));
                }
            });
            reader.start();
            atOnce(
                    16,
                    i -> bench.book(at(request(Bench.person("u" + i), SMALL), TOMORROW, DAY), Bench.person("u" + i)));
            long last = bench.engine().events().last();
            while (seen.isEmpty() || seen.get(seen.size() - 1).sequence() < last) {
                Thread.onSpinWait();
            }
            reader.interrupt();
            reader.join();
            assertThat(seen).isEqualTo(bench.engine().events().after(0, 1000));
            assertThat(seen).isSortedAccordingTo(java.util.Comparator.comparingLong(Event::sequence));
        }
    }

    @Test
    void extendsUntilTheNextBookingAndSaysSo() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 1).vpod("v1", "h1").build())) {
            Booking booking = bench.active(ANN, DAY);
            bench.granted(at(request(BOB, SMALL), SettableClock.START.plus(DAY.multipliedBy(2)), DAY), BOB);
            Instant latest = SettableClock.START.plus(DAY.multipliedBy(2)).minus(Duration.ofMinutes(15));
            var limit = done(bench.engine().bookings().extension(booking.id(), ANN));
            assertThat(limit.latestEnd()).contains(latest);
            assertThat(limit.reasons()).singleElement().asString().contains("taken by bob");
            var no = refused(bench.engine().bookings().extend(booking.id(), new Extension.By(DAY), ANN));
            assertThat(no.latestEnd()).contains(latest);
            assertThat(no.message()).contains("It could be extended until 2026-03-04 08:45 UTC.");
            Booking longer = done(bench.engine()
                    .bookings()
                    .extend(booking.id(), new Extension.Until(latest), ANN.once(new RequestKey("k", "extend"))));
            assertThat(longer.slot().end()).isEqualTo(latest);
            Booking same = done(bench.engine()
                    .bookings()
                    .extend(booking.id(), new Extension.Until(latest), ANN.once(new RequestKey("k", "extend"))));
            assertThat(same.extensions()).isEqualTo(1);
        }
    }

    @Test
    void keepsEverythingOverARestart() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 2).build())) {
            Booking booking = bench.active(ANN, DAY);
            String controller = bench.engine().controller();
            long last = bench.engine().events().last();
            bench.crash();
            assertThat(bench.engine().controller()).isEqualTo(controller);
            assertThat(bench.engine().events().last()).isEqualTo(last);
            assertThat(bench.booking(booking.id())).isEqualTo(booking);
        }
    }

    @Test
    void aSecondEngineOnTheSameStoreIsRefused() {
        EngineSettings settings = settings();
        try (Bench bench = new Bench(settings, aLab().host("h1", 2).build())) {
            if (settings.directory().isPresent()
                    || settings.database().orElseThrow().url().contains("postgres")) {
                assertThatThrownBy(() -> Engine.open(settings, new InMemoryPodOperations(new World()), bench.clock))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("in use by")
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid())
                        .hasMessageContaining("Stop that server");
            }
        }
    }

    @Test
    void tasksMayReportFromManyThreads() throws Exception {
        Reports reports = new Reports();
        SettableClock clock = new SettableClock();
        try (Engine engine = Engine.open(settings(), reports, clock, Runnable::run)) {
            engine.configure(List.of(aLab().host("h1", 1).build()));
            Booking booking = ((BookingDecision.Granted) engine.bookings().book(request(ANN, SMALL), ANN)).booking();
            OperationListener listener = reports.listener;
            listener.started();
            atOnce(8, i -> {
                for (int percent = 0; percent <= 100; percent += 20) {
                    TaskState state = percent < 100 ? TaskState.RUNNING : TaskState.DONE;
                    listener.taskChanged(new TaskReport("machine-" + i, "Machine " + i, state, percent, ""));
                }
                return i;
            });
            var operation = engine.operations().ofBooking(booking.id(), ANN).get(0);
            assertThat(operation.tasks()).hasSize(8).allMatch(t -> t.state() == TaskState.DONE && t.percent() == 100);
            assertThat(operation.percent()).isEqualTo(100);
            atOnce(4, i -> {
                listener.finished(new OperationOutcome.Succeeded(Optional.empty()));
                return i;
            });
            assertThat(done(engine.bookings().find(booking.id(), ANN)).booking().state())
                    .isEqualTo(BookingState.ACTIVE);
            assertThat(engine.events().ofBooking(booking.id(), 0, 1000))
                    .filteredOn(e -> e.type() == EventType.OPERATION_FINISHED)
                    .hasSize(1);
        }
    }

    /** Operations that only remember who listens. */
    private static final class Reports implements PodOperations {
        private OperationListener listener;

        @Override
        public void start(OperationOrder order, OperationListener newListener) {
            listener = newListener;
        }

        @Override
        public void cancel(OperationId operation) {
            assertThat(operation).isNotNull();
        }

        @Override
        public HostStatus probe(Host host) {
            return HostStatus.NOT_ASKED;
        }

        @Override
        public List<HostedThing> inventory(Host host, String controller) {
            return List.of();
        }

        @Override
        public void purge(Host host, OwnerTag owner) {
            assertThat(owner).isNotNull();
        }

        @Override
        public MachineView look(VpodPlan plan, String machine, MachineLook look) {
            throw new UnsupportedOperationException("nobody looks here");
        }

        @Override
        public PodUse use(VpodPlan plan) {
            throw new UnsupportedOperationException("nobody looks here");
        }

        @Override
        public List<String> snapshotFiles(Host host, String controller) {
            return List.of();
        }

        @Override
        public void discardSnapshotFiles(Host host, List<String> files) {
            assertThat(files).isNotEmpty();
        }

        @Override
        public ImageStock images(Host host, ImageQuestion question) {
            return ImageStock.NONE;
        }
    }

    /** Something done by one of many threads. */
    @FunctionalInterface
    interface Job<T> {
        T run(int number);
    }

    static <T> List<T> atOnce(int threads, Job<T> job) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> jobs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                jobs.add(() -> job.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(jobs)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
