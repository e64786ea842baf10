package io.laas.chat.client;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's events in their order, each once. A stream is read as long as it lives and taken up again behind the last event
 * seen; where there is none, the events are asked for instead. For one thread, which {@link #run} keeps until it is interrupted;
 * closing ends a blocked read.
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = WireJson.lenient();

    private final LaasClient client;
    private final Transport transport;
    private long seen;
    private boolean streams = true;
    private volatile boolean closed;
    private volatile InputStream open;

    EventFeed(LaasClient client, Transport transport, long after) {
        this.client = client;
        this.transport = transport;
        this.seen = after;
    }

    /** Gives each event to {@code reader} until the thread is interrupted or the feed is closed. */
    public void run(Consumer<EventJson> reader) {
        Duration pause = PAUSE;
        while (!closed && !Thread.currentThread().isInterrupted()) {
            long before = seen;
            boolean well = streams ? stream(reader) : poll(reader);
            pause = well || seen > before ? PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (streams || !well) {
                rest(pause);
            }
        }
    }

    private boolean stream(Consumer<EventJson> reader) {
        try {
            HttpResponse<InputStream> response =
                    transport.stream("/events/stream" + new Query().with("after", seen), seen);
            try (InputStream body = response.body()) {
                boolean events =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                if (response.statusCode() != 200 || !events) {
                    streams = response.statusCode() >= 500;
                    return false;
                }
                open = body;
                read(new SseReader(body), reader);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            LOG.debug("Event stream ended after {}: {}", seen, e.getMessage());
            return false;
        }
    }

    private void read(SseReader stream, Consumer<EventJson> reader) throws IOException {
        for (Optional<String> data = stream.next(); data.isPresent() && !closed; data = stream.next()) {
            give(JSON.readValue(data.get(), EventJson.class), reader);
        }
    }

    private boolean poll(Consumer<EventJson> reader) {
        ApiResult<List<EventJson>> events = client.events(seen, HOLD);
        events.value().ifPresent(list -> list.forEach(e -> give(e, reader)));
        return events.value().isPresent();
    }

    private void give(EventJson event, Consumer<EventJson> reader) {
        if (event.sequence() > seen) {
            seen = event.sequence();
            reader.accept(event);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        InputStream body = open;
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("Event stream did not close: {}", e.getMessage());
            }
        }
    }
}
