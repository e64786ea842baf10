package io.laas.chat.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import io.laas.chat.platform.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Slack's requests by a socket that is kept open. Bolt's own watch over the socket ends for good when Slack once refuses to
 * open one, so it is switched off and this class looks after the socket.
 */
final class SlackSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    /** How many requests are handled at once; without it Bolt handles one after the other. */
    private static final int AT_ONCE = 32;

    private static final int LONGEST_PAUSE = 60;
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final String appToken;
    private final App app;
    private final Duration look;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "laas-slack-socket");
        thread.setDaemon(true);
        return thread;
    });
    private volatile SocketModeApp socket;
    private volatile Health health = new Health(Health.State.CONNECTING, "not connected yet");
    private volatile boolean closed;
    private int failures;
    private int skip;

    SlackSocket(String appToken, App app, Duration look) {
        this.appToken = appToken;
        this.app = app;
        this.look = look;
    }

    void start() {
        watch.scheduleWithFixedDelay(this::check, 0, look.toMillis(), TimeUnit.MILLISECONDS);
    }

    Health health() {
        return health;
    }

    private void check() {
        if (closed) {
            return;
        }
        if (skip > 0) {
            skip--;
            return;
        }
        try {
            if (socket == null) {
                open();
            } else if (!socket.getClient().verifyConnection()) {
                reopen();
            }
            failures = 0;
            health = Health.up("by socket");
        } catch (Exception e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (closed) {
            return;
        }
        failures++;
        int seconds = Math.min(LONGEST_PAUSE, 1 << Math.min(failures - 1, 6));
        double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        skip = (int) (seconds * 1000 * jitter / Math.max(1, look.toMillis()));
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean last = why.contains("invalid_auth") || why.contains("not_allowed_token_type");
        health = new Health(
                last ? Health.State.FAILED : Health.State.CONNECTING,
                last ? "Slack does not take the app token: " + why : "no socket: " + why);
        LOG.warn("Slack's socket is not open ({}); tried again in about {} s", why, seconds);
    }

    private void open() throws Exception {
        SocketModeApp opened = new SocketModeApp(appToken, app, SocketModeClient.Backend.JavaWebSocket, AT_ONCE);
        opened.startAsync();
        opened.getClient().getSessionMonitorExecutor().ifPresent(ExecutorService::shutdownNow);
        socket = opened;
        LOG.info("Slack is connected by a socket");
    }

    private void reopen() throws IOException, InterruptedException {
        health = new Health(Health.State.CONNECTING, "the socket is closed");
        SocketModeClient client = socket.getClient();
        client.connectToNewEndpoint();
        long until = System.nanoTime() + OPENING.toNanos();
        while (!client.verifyConnection()) {
            if (System.nanoTime() > until) {
                throw new IOException("the new socket does not answer");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        LOG.info("Slack's socket is open again");
    }

    /** Takes nothing in any more. */
    void drain() {
        closed = true;
        watch.shutdownNow();
        SocketModeApp open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                LOG.debug("Slack's socket did not close: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        drain();
    }
}
