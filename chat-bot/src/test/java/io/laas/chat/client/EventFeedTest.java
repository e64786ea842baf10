package io.laas.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.Waits;
import io.laas.model.wire.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private final FakeLaas server = new FakeLaas();
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Thread follow(EventFeed feed) {
        Thread thread = new Thread(() -> feed.run((EventJson e) -> seen.add(e.sequence())));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void readsEventsFromTheStreamInOrder() {
        server.event("b-1");
        server.event("b-1");
        try (EventFeed feed = server.client().feed(1)) {
            follow(feed);
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(2L));
            server.event("b-2");
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(2L, 3L));
        }
        assertThat(server.asked("GET", "/events/stream").get(0).headers()).containsEntry("last-event-id", "1");
    }

    @Test
    void asksForEventsWhereThereIsNoStream() {
        server.withoutStreams();
        server.event("b-1");
        try (EventFeed feed = server.client().feed(0)) {
            follow(feed);
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(1L));
            server.event("b-1");
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L));
        }
        assertThat(server.asked("GET", "/events/stream")).hasSize(1);
    }

    @Test
    void goesOnBehindTheLastEventAfterTheStreamBreaks() {
        server.on("GET /x", "x");
        server.event("b-1");
        try (EventFeed feed = server.client().feed(0)) {
            follow(feed);
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(1L));
            server.cutStreams();
            await().atMost(Waits.LONG)
                    .until(() -> server.asked("GET", "/events/stream").size() == 2);
            server.event("b-1");
            await().atMost(Waits.LONG).untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L));
        }
        assertThat(server.asked("GET", "/events/stream").get(1).headers()).containsEntry("last-event-id", "1");
    }

    @Test
    void endsWhenItIsClosed() {
        EventFeed feed = server.client().feed(0);
        Thread thread = follow(feed);
        await().atMost(Waits.LONG)
                .until(() -> !server.asked("GET", "/events/stream").isEmpty());
        feed.close();
        thread.interrupt();
        await().atMost(Waits.LONG).until(() -> !thread.isAlive());
    }

    @Test
    void cutsAStreamIntoEvents() throws IOException {
        String stream = ": hi\n\nid: 4\nevent: x\ndata: {\"a\":\ndata: 1}\n\nretry: 5\n\ndata:z\n\ndata: cut";
        SseReader reader = new SseReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.next()).contains("{\"a\":\n1}");
        assertThat(reader.next()).contains("z");
        assertThat(reader.next()).isEmpty();
    }
}
