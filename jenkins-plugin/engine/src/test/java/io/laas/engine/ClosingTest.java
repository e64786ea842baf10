package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
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
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines end and begin within one JVM, as they do when Jenkins reloads. */
@Timeout(60)
class ClosingTest {
    @TempDir
    private Path directory;

    private Bench bench(String name) {
        return new Bench(
                EngineSettings.inDirectory(directory.resolve(name)),
                aLab().host("h1", 4).build());
    }

    @Test
    void enginesOfOneJvmDoNotDisturbEachOther() {
        BookingId first;
        try (Bench one = bench("one")) {
            try (Bench two = bench("two")) {
                first = one.granted(request(ANN, SMALL), ANN).id();
                assertThat(two.engine().events().last())
                        .isNotEqualTo(one.engine().events().last());
                assertThat(two.engine().controller()).isNotEqualTo(one.engine().controller());
            }
            one.settle();
            assertThat(one.state(first)).isEqualTo(BookingState.ACTIVE);
        }
        try (Bench again = bench("one");
                Bench two = bench("two")) {
            assertThat(again.booking(first).owner()).isEqualTo(ANN.user());
            assertThat(two.engine().bookings().find(first, ANN)).isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aClosedEngineLeavesTheStoreToTheNext() {
        Late late = new Late();
        SettableClock clock = new SettableClock();
        EngineSettings settings = EngineSettings.inDirectory(directory);
        Engine closed = Engine.open(settings, late, clock, Runnable::run);
        closed.configure(List.of(aLab().host("h1", 1).build()));
        closed.bookings().book(request(ANN, SMALL), ANN);
        closed.close();
        closed.close();
        InMemoryPodOperations operations = new InMemoryPodOperations(new World());
        try (Engine next = Engine.open(settings, operations, clock, Runnable::run)) {
            long before = next.events().last();
            late.listener.started();
            late.listener.finished(new OperationOutcome.Succeeded(Optional.empty()));
            closed.tick();
            assertThat(next.events().last()).isEqualTo(before);
            assertThatThrownBy(() -> closed.bookings().book(request(ANN, SMALL), ANN))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store is closed; ");
            assertThatThrownBy(() -> closed.vpods().list())
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store is closed; ");
        }
    }

    @Test
    void closingWaitsForTheTransactionUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Caller late = Bench.person("late");
        try (Bench bench = bench("data")) {
            Engine engine = bench.engine();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(
                    () -> engine.store().write(tx -> {
                        inside.countDown();
                        await(goOn);
                        return new AccountTable(tx).lock(late.user());
                    }),
                    Bench.THREADS);
            inside.await();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(engine::close, Bench.THREADS);
            assertThat(closing).isNotDone();
            goOn.countDown();
            writing.get(20, TimeUnit.SECONDS);
            closing.get(20, TimeUnit.SECONDS);
        }
        try (Bench next = bench("data")) {
            next.clock.move(Duration.ofDays(1));
            assertThat(next.engine().accounts().account(late.user()).createdAt())
                    .isBefore(next.clock.instant());
        }
    }

    @Test
    void closingEndsTheWaitForEvents() throws Exception {
        Bench bench = bench("data");
        long last = bench.engine().events().last();
        CompletableFuture<Boolean> heard = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return bench.engine().events().await(last, Duration.ofMinutes(5));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Bench.THREADS);
        bench.close();
        assertThat(heard.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void closingWaitsForAHostThatIsBeingAskedAndDoesNotInterrupt() throws Exception {
        Late late = new Late();
        Engine engine = Engine.open(EngineSettings.inDirectory(directory), late, new SettableClock());
        engine.configure(List.of(aLab().host("h1", 1).build()));
        late.probing = new CountDownLatch(1);
        engine.tick();
        late.probing.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(engine::close, Bench.THREADS);
        late.answer.countDown();
        closing.get(20, TimeUnit.SECONDS);
        assertThat(late.answered).isTrue();
    }

    @Test
    void aListenerThatFailsDoesNotDeafenTheOthers() {
        try (Bench bench = bench("data")) {
            CountDownLatch heard = new CountDownLatch(1);
            var failing = bench.engine().events().listen(() -> {
                throw new IllegalStateException("broken listener");
            });
            var hearing = bench.engine().events().listen(heard::countDown);
            bench.granted(request(ANN, SMALL), ANN);
            assertThat(heard.getCount()).isZero();
            failing.close();
            hearing.close();
            hearing.close();
        }
    }

    @Test
    void whoListensFirstAndThenLooksMissesNothing() {
        try (Bench bench = bench("data")) {
            Engine engine = bench.engine();
            BookingId id = bench.granted(request(ANN, SMALL), ANN).id();
            CompletableFuture<Booking> active = new CompletableFuture<>();
            Runnable look = () -> {
                Booking booking = done(engine.bookings().find(id, ANN)).booking();
                if (booking.state() == BookingState.ACTIVE) {
                    active.complete(booking);
                }
            };
            try (var listening = engine.events().listen(look)) {
                look.run();
                bench.settle();
                assertThat(listening).isNotNull();
            }
            assertThat(active).isCompleted();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the listener of the last operation, and probes as slowly as it is told. */
    private static final class Late implements PodOperations {
        private final CountDownLatch answer = new CountDownLatch(1);
        private volatile CountDownLatch probing;
        private volatile boolean answered;
        private volatile OperationListener listener;

        @Override
        public void start(OperationOrder order, OperationListener heard) {
            listener = heard;
        }

        @Override
        public void cancel(OperationId operation) {
            throw new UnsupportedOperationException("nothing is cancelled here");
        }

        @Override
        public List<HostedThing> inventory(Host host, String controller) {
            return List.of();
        }

        @Override
        public HostStatus probe(Host host) {
            if (probing != null) {
                probing.countDown();
                await(answer);
                answered = true;
            }
            return HostStatus.NOT_ASKED;
        }

        @Override
        public void purge(Host host, OwnerTag owner) {
            throw new UnsupportedOperationException("nothing is purged here");
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
            throw new UnsupportedOperationException("nothing is discarded here");
        }

        @Override
        public ImageStock images(Host host, ImageQuestion question) {
            return ImageStock.NONE;
        }
    }
}
