package io.laas.chat.client;

import io.laas.model.wire.EventJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks at something on the server again and again until it has ended: at once when an event of its booking says that it changed,
 * and every few seconds in any case. A server that cannot be reached for a while is waited for.
 */
public final class Follower {
    private static final Duration UNASKED = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofMillis(150);
    private static final int PATIENCE = 40;

    private final LaasClient client;
    private final String booking;

    public Follower(LaasClient client, String booking) {
        this.client = client;
        this.booking = booking;
    }

    /**
     * Follows to the end.
     *
     * @param look gets the present state
     * @param seen called with each state got
     * @param over whether a state is the last one
     * @return the last state, or the failure if it cannot be looked at
     */
    public <T> ApiResult<T> follow(Supplier<ApiResult<T>> look, Consumer<T> seen, Predicate<T> over)
            throws InterruptedException {
        BlockingQueue<EventJson> changes = new LinkedBlockingQueue<>(1);
        try (EventFeed feed = client.feed(cursor())) {
            Thread thread = new Thread(() -> feed.run(e -> note(e, changes)), "laas-follow-" + booking);
            thread.setDaemon(true);
            thread.start();
            try {
                return watch(look, seen, over, changes);
            } finally {
                thread.interrupt();
            }
        }
    }

    private <T> ApiResult<T> watch(
            Supplier<ApiResult<T>> look, Consumer<T> seen, Predicate<T> over, BlockingQueue<EventJson> changes)
            throws InterruptedException {
        int failures = 0;
        while (true) {
            ApiResult<T> state = look.get();
            if (Thread.interrupted()) {
                throw new InterruptedException("no longer followed");
            }
            state.value().ifPresent(seen);
            failures = state.value().isPresent() ? 0 : failures + 1;
            boolean hopeless = state instanceof ApiResult.Failed<T> failed && (definite(failed) || failures > PATIENCE);
            if (hopeless || state.value().filter(over).isPresent()) {
                return state;
            }
            changes.poll(UNASKED.toMillis(), TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
            changes.clear();
        }
    }

    /** A refusal stays one; a server that is away, restarting or busy comes back. */
    private static boolean definite(ApiResult.Failed<?> failed) {
        return failed.status() >= 400 && failed.status() < 500 && failed.status() != 429;
    }

    private void note(EventJson event, BlockingQueue<EventJson> changes) {
        if (booking.equals(event.booking())) {
            changes.offer(event);
        }
    }

    /** The last event of the booking so far: what follows has a larger sequence. */
    private long cursor() {
        List<EventJson> events = client.bookingEvents(booking).value().orElse(List.of());
        return events.stream().mapToLong(EventJson::sequence).max().orElse(0);
    }
}
