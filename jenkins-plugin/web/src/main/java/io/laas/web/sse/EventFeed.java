package io.laas.web.sse;

import io.laas.engine.event.EventLog;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.PageJson;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.json.EventWire;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Brings events to whoever listens. A listener holds no thread while it is quiet: each commit of the engine wakes it, and a
 * pool of a few threads reads what is new after its own cursor and writes it, so nothing is lost or doubled whatever the
 * timing. A listener that does not read is dropped by the server's write timeout. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {
    /** Most events in one answer. */
    public static final int MAX_LIMIT = 500;

    private static final int THREADS = 6;
    private static final int RETRY_SECONDS = 5;

    private final EventLog log;
    private final FeedSettings settings;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<LongPoll> polls = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService heart;
    private final EventLog.Listening listening;

    public EventFeed(EventLog log, FeedSettings settings) {
        this.log = log;
        this.settings = settings;
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> daemon(r, "laas-feed"));
        pool.allowCoreThreadTimeOut(true);
        this.heart = Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "laas-feed-heart"));
        long beat = settings.heartbeat().toMillis();
        heart.scheduleAtFixedRate(() -> streams.forEach(EventStream::beat), beat, beat, TimeUnit.MILLISECONDS);
        this.listening = log.listen(this::wakeAll);
    }

    /**
     * Sends every event after {@code after}, and goes on until the client leaves, its token is revoked or the server stops.
     *
     * @throws ApiException 503 if there are too many streams
     */
    public void stream(SseEventSink sink, Sse sse, Session session, long after) {
        requireRoom(session);
        EventStream stream = new EventStream(this, new EventStream.Client(sink, sse, session), after);
        streams.add(stream);
        stream.beat();
    }

    /**
     * Answers with the events after {@code after}, as soon as there are any, at the latest after {@code waitSeconds}.
     *
     * @throws ApiException 503 if too many wait
     */
    public void poll(AsyncResponse response, EventQuery query) {
        if (polls.size() >= settings.maxPolls()) {
            throw ApiException.busy("Too many clients wait for events; try again in a few seconds.", RETRY_SECONDS);
        }
        LongPoll poll = new LongPoll(this, response, query);
        polls.add(poll);
        poll.begin();
    }

    private void requireRoom(Session session) {
        if (streams.size() >= settings.maxStreams()) {
            throw ApiException.busy("Too many event streams are open; try again in a few seconds.", RETRY_SECONDS);
        }
        long own = streams.stream().filter(s -> s.key().equals(session.key())).count();
        if (own >= settings.maxStreamsPerKey()) {
            throw ApiException.tooMany(
                    "This token has %d event streams open, which is as many as it may; close one.".formatted(own),
                    RETRY_SECONDS);
        }
    }

    EventLog log() {
        return log;
    }

    PageJson<EventJson> read(EventQuery query) {
        return EventWire.page(log.after(query.after(), query.limit()), query.after());
    }

    void submit(Runnable work) {
        if (!pool.isShutdown()) {
            pool.execute(work);
        }
    }

    void leave(EventStream stream) {
        streams.remove(stream);
    }

    void leave(LongPoll poll) {
        polls.remove(poll);
    }

    private void wakeAll() {
        streams.forEach(EventStream::wake);
        polls.forEach(LongPoll::wake);
    }

    /** Ends all streams and answers all polls. */
    @Override
    public void close() {
        listening.close();
        heart.shutdownNow();
        polls.forEach(LongPoll::end);
        streams.forEach(EventStream::end);
        pool.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
