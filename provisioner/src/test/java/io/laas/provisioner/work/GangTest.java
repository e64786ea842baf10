package io.laas.provisioner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GangTest {
    private static final Duration STEP = Duration.ofMillis(1);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void doesEverythingWithAtMostItsWidthAtATime() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> items = IntStream.range(0, 40).boxed().toList();
        new Gang(executor, 3).each(items, CancelSignal.NEVER, (item, stop) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Waits.pause(STEP, stop);
            now.decrementAndGet();
            done.add(item);
        });
        assertThat(done).containsExactlyInAnyOrderElementsOf(items);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void failureOfOneStopsTheOthersAndIsTheOneThrown() {
        CountDownLatch bothRun = new CountDownLatch(2);
        assertThatThrownBy(() -> new Gang(executor, 2).each(List.of(1, 2, 3), CancelSignal.NEVER, (item, stop) -> {
                    meet(bothRun);
                    if (item == 1) {
                        throw new OperationFailure("node1 is broken", "");
                    }
                    untilStopped(stop);
                }))
                .isInstanceOf(OperationFailure.class)
                .hasMessage("node1 is broken");
    }

    @Test
    void cancellationStopsAllAndThrowsSo() {
        AtomicBoolean cancelled = new AtomicBoolean();
        assertThatThrownBy(() -> new Gang(executor, 2).each(List.of(1, 2, 3), cancelled::get, (item, stop) -> {
                    cancelled.set(true);
                    untilStopped(stop);
                }))
                .isInstanceOfSatisfying(
                        HypervisorException.class,
                        e -> assertThat(e.reason()).isEqualTo(HypervisorException.Reason.CANCELLED));
    }

    @Test
    void closedExecutorIsACancellation() {
        executor.shutdownNow();
        assertThatThrownBy(() ->
                        new Gang(executor, 2).each(List.of(1, 2, 3), CancelSignal.NEVER, (i, stop) -> done.add(i)))
                .isInstanceOfSatisfying(
                        HypervisorException.class,
                        e -> assertThat(e.reason()).isEqualTo(HypervisorException.Reason.CANCELLED));
        assertThat(done).isEmpty();
    }

    @Test
    void interruptingTheCallerStopsAllAndWaitsForThem() throws InterruptedException {
        AtomicBoolean threw = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                new Gang(executor, 2).each(List.of(1), CancelSignal.NEVER, (item, stop) -> {
                    running.countDown();
                    try {
                        untilStopped(stop);
                    } finally {
                        done.add(item);
                    }
                });
            } catch (HypervisorException e) {
                threw.set(done.contains(1) && Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        running.await();
        caller.interrupt();
        await().untilTrue(threw);
        caller.join();
    }

    private static void untilStopped(CancelSignal stop) {
        while (true) {
            Waits.pause(STEP, stop);
        }
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
