package io.laas.web.sse;

import io.laas.model.event.Event;
import io.laas.web.auth.Session;
import io.laas.web.json.EventWire;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open stream. Its cursor is touched only by its {@link WakeUp}, one thread at a time. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BATCH = 200;

    /** Where to write, how to make events, and for whom. */
    record Client(SseEventSink sink, Sse sse, Session session) {}

    private final EventFeed feed;
    private final Client client;
    private final WakeUp wakeUp;
    private long cursor;
    private volatile boolean beat;

    EventStream(EventFeed feed, Client client, long after) {
        this.feed = feed;
        this.client = client;
        this.cursor = after;
        this.wakeUp = new WakeUp(feed, this::advance);
    }

    String key() {
        return client.session().key();
    }

    void wake() {
        wakeUp.ask();
    }

    /** Sends a comment, and ends the stream if its caller would not be let in any more. */
    void beat() {
        beat = true;
        wakeUp.ask();
    }

    void end() {
        feed.leave(this);
        client.sink().close();
    }

    private void advance() {
        if (client.sink().isClosed()) {
            feed.leave(this);
            return;
        }
        try {
            sendNew();
            heartbeat();
        } catch (RuntimeException e) {
            LOG.debug("Event stream of {} ended: {}", client.session().getName(), e.toString());
            end();
        }
    }

    private void sendNew() {
        List<Event> events;
        do {
            events = feed.log().after(cursor, BATCH);
            events.forEach(this::send);
        } while (events.size() == BATCH);
    }

    private void send(Event event) {
        write(client.sse()
                .newEventBuilder()
                .id(Long.toString(event.sequence()))
                .name(event.type().name())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(EventWire.json(event))
                .build());
        cursor = event.sequence();
    }

    private void heartbeat() {
        if (!beat) {
            return;
        }
        beat = false;
        if (!client.session().valid().getAsBoolean()) {
            end();
            return;
        }
        write(client.sse().newEventBuilder().comment("alive").build());
    }

    private void write(OutboundSseEvent event) {
        client.sink().send(event).toCompletableFuture().join();
    }
}
