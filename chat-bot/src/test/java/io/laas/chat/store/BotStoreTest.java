package io.laas.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotStoreTest {
    @TempDir
    private Path directory;

    private static void put(BotStore store, String key, int value) {
        store.inTransaction(tx -> {
            tx.settings().put(key, String.valueOf(value));
            return null;
        });
    }

    @Test
    void remembersOverAStart() {
        try (BotStore store = BotStore.open(directory)) {
            put(store, "k", 1);
        }
        try (BotStore store = BotStore.open(directory)) {
            assertThat(store.<String>inTransaction(tx -> tx.settings().get("k").orElse("")))
                    .isEqualTo("1");
        }
    }

    /** The bot ends threads by interrupting them; the memory is everybody's. */
    @Test
    void threadThatIsInterruptedWhileItWritesClosesNothing() throws InterruptedException {
        try (BotStore store = BotStore.open(directory)) {
            for (int i = 0; i < 50; i++) {
                interruptWhileWriting(store, i);
            }
            put(store, "last", 7);
        }
        try (BotStore store = BotStore.open(directory)) {
            assertThat(store.<String>inTransaction(
                            tx -> tx.settings().get("last").orElse("")))
                    .isEqualTo("7");
        }
    }

    private static void interruptWhileWriting(BotStore store, int round) throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted() && written.get() < 10_000) {
                try {
                    put(store, "k" + round, written.incrementAndGet());
                } catch (BotStore.StoreException e) {
                    return;
                }
                writing.countDown();
            }
        });
        writer.start();
        writing.await();
        writer.interrupt();
        writer.join();
    }
}
