package io.laas.web.sse;

import io.laas.engine.Answer;
import io.laas.engine.port.MachineView;
import io.laas.model.wire.ConsoleJson;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what machines print on their consoles to those who watch. The host is asked every second for each watcher, as that
 * watcher: whoever may not see it any more, because the booking has ended for example, gets no more. Thread-safe.
 */
public final class ConsoleFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFeed.class);
    private static final int MOST = 40;
    private static final int THREADS = 4;
    private static final int RETRY_SECONDS = 30;
    private static final int BEAT = 15;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "laas-console");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Sends what a machine prints, until the client leaves or may not see it any more.
     *
     * @param look asks for what was printed after so many bytes
     * @throws ApiException 503 if too many watch
     */
    public void stream(SseEventSink sink, Sse sse, LongFunction<Answer<MachineView>> look, long after) {
        if (watchers.size() >= MOST) {
            throw ApiException.busy("Too many consoles are watched; try again in a minute.", RETRY_SECONDS);
        }
        Watcher watcher = new Watcher(sink, sse, look, after);
        watchers.add(watcher);
        next(watcher, 0);
    }

    private void next(Watcher watcher, long seconds) {
        if (!pool.isShutdown()) {
            pool.schedule(() -> turn(watcher), seconds, TimeUnit.SECONDS);
        }
    }

    private void turn(Watcher watcher) {
        try {
            if (watcher.advance()) {
                next(watcher, 1);
                return;
            }
        } catch (RuntimeException e) {
            LOG.debug("A console is watched no more: {}", e.toString());
        }
        watchers.remove(watcher);
        watcher.sink.close();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        watchers.forEach(w -> w.sink.close());
    }

    /** One who watches. */
    private static final class Watcher {
        private final SseEventSink sink;
        private final Sse sse;
        private final LongFunction<Answer<MachineView>> look;
        private long after;
        private int quiet = BEAT;

        Watcher(SseEventSink sink, Sse sse, LongFunction<Answer<MachineView>> look, long after) {
            this.sink = sink;
            this.sse = sse;
            this.look = look;
            this.after = after;
        }

        /** Returns whether to go on. */
        boolean advance() {
            if (sink.isClosed()) {
                return false;
            }
            Answer<MachineView> answer = look.apply(after);
            if (answer instanceof Answer.Refused<MachineView> no) {
                send(sse.newEvent("end", no.refusal().message()));
                return false;
            }
            MachineView view = ((Answer.Done<MachineView>) answer).value();
            if (!view.console().isEmpty()) {
                send(sse.newEventBuilder()
                        .id(Long.toString(view.consoleNext()))
                        .name("console")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(ConsoleJson.class, new ConsoleJson(view.console(), view.consoleNext()))
                        .build());
                quiet = 0;
            } else if (++quiet >= BEAT) {
                send(sse.newEventBuilder().comment("alive").build());
                quiet = 0;
            }
            after = view.consoleNext();
            return true;
        }

        private void send(OutboundSseEvent event) {
            sink.send(event).toCompletableFuture().join();
        }
    }
}
