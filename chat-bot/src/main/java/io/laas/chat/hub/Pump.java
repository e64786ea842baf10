package io.laas.chat.hub;

import io.laas.chat.client.EventFeed;
import io.laas.chat.client.LaasClient;
import io.laas.chat.store.BotStore;
import io.laas.model.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the server's events, each at least once, and owes the messages they ask for; owing twice is owing once. What was read is
 * remembered together with what is owed for it.
 */
final class Pump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final String CURSOR = "event-cursor";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final LaasClient server;
    private final BotStore store;
    private final News news;
    private final InstantSource clock;
    private final Consumer<Optional<String>> changed;
    private final Thread thread;
    private volatile EventFeed feed;
    private volatile boolean closed;
    private volatile long read = -1;
    private Instant written = Instant.MIN;

    /**
     * Makes the pump.
     *
     * @param changed hears of bookings that changed, and of messages that are owed
     */
    Pump(LaasClient server, BotStore store, News news, InstantSource clock, Consumer<Optional<String>> changed) {
        this.server = server;
        this.store = store;
        this.news = news;
        this.clock = clock;
        this.changed = changed;
        this.thread = new Thread(this::run, "laas-events");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns the number of the last event read; -1 before the first answer of the server. */
    long position() {
        return read;
    }

    private void run() {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            try {
                begin().ifPresent(this::follow);
            } catch (RuntimeException e) {
                LOG.error("Reading events failed after {}; it goes on in {} s", read, AGAIN.toSeconds(), e);
                pause();
            }
        }
    }

    private void follow(long from) {
        read = from;
        try (EventFeed open = server.feed(from)) {
            feed = open;
            if (!closed) {
                open.run(this::on);
            }
        }
    }

    /** Where it was left; at the first start, what comes. A server whose events are fewer is another one. */
    private Optional<Long> begin() {
        Optional<Long> left =
                store.inTransaction(tx -> tx.settings().get(CURSOR)).map(Long::parseLong);
        while (!closed) {
            Optional<Long> last = server.lastEvent().value();
            if (last.isPresent()) {
                long from = left.filter(l -> l <= last.get()).orElse(last.get());
                if (left.isPresent() && left.get() > last.get()) {
                    LOG.warn(
                            "The server has fewer events ({}) than were read ({}); it is taken for a new one",
                            last.get(),
                            left.get());
                }
                remember(from);
                return Optional.of(from);
            }
            pause();
        }
        return Optional.empty();
    }

    private void on(EventJson event) {
        Optional<List<Owed>> owed = news.of(event);
        while (owed.isEmpty() && !closed) {
            LOG.debug("Event {} waits for the server", event.sequence());
            pause();
            owed = news.of(event);
        }
        owed.ifPresent(messages -> done(event, messages));
    }

    private void done(EventJson event, List<Owed> messages) {
        Instant now = clock.instant();
        boolean write = !messages.isEmpty() || now.isAfter(written.plus(AGAIN));
        if (write) {
            store.inTransaction(tx -> {
                messages.forEach(m -> tx.posts()
                        .owe(m.key(), m.target(), m.topic().about(), m.topic().written(), now));
                tx.settings().put(CURSOR, Long.toString(event.sequence()));
                return null;
            });
            written = now;
        }
        read = event.sequence();
        changed.accept(Optional.ofNullable(event.booking()));
    }

    private void remember(long position) {
        store.inTransaction(tx -> {
            tx.settings().put(CURSOR, Long.toString(position));
            return null;
        });
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        EventFeed open = feed;
        if (open != null) {
            open.close();
        }
    }
}
