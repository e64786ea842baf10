package io.laas.chat.testing;

import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.chat.hub.Channels;
import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.hub.HubSettings;
import io.laas.chat.hub.Pace;
import io.laas.chat.platform.Platform;
import io.laas.chat.store.BotStore;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.LinkJson;
import io.laas.web.standalone.LabServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A real server with pods that have no machines, and a real bot beside it that can be stopped and started again. */
public final class BotRig implements AutoCloseable {
    private static final Pace QUICK = new Pace(
            Duration.ofMillis(1500),
            Duration.ofMinutes(10),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMinutes(5),
            Waits.LONG,
            Waits.LONG);

    private final ShiftedClock clock = new ShiftedClock();
    private final StagedPods pods = new StagedPods();
    private final Path directory;
    private final LabServer server;
    private final String botToken;
    private URI reached;
    private Channels channels = new Channels(Map.of());
    private BotStore store;
    private Hub hub;

    public BotRig(Path directory) {
        this.directory = directory;
        this.server = new LabServer(directory.resolve("server"), pods, clock);
        this.reached = server.uri();
        this.botToken = server.token("bot", Right.ACT_FOR);
    }

    public BotRig channels(Map<String, Map<String, String>> byLab) {
        channels = new Channels(byLab);
        return this;
    }

    /** Lets the bot reach the server at another address from its next start on. */
    public void through(URI address) {
        reached = address;
    }

    /** Starts the bot with the platforms made for its hub. */
    public void start(List<Function<Hub, Platform>> platforms) {
        store = BotStore.open(directory.resolve("bot"));
        HubSettings settings = new HubSettings(ZoneId.of("UTC"), channels, QUICK);
        LaasClient own = new LaasClient(ClientSettings.of(reached, botToken, Channel.SLACK));
        hub = new Hub(settings, own, store, clock, counts());
        hub.start(platforms.stream().map(p -> p.apply(hub)).toList());
    }

    private final Counts counts = new Counts(new SimpleMeterRegistry());

    public Counts counts() {
        return counts;
    }

    /** Ends the bot; what it had not done stays undone. */
    public void stop() {
        hub.close();
        store.close();
    }

    public Hub hub() {
        return hub;
    }

    public BotStore store() {
        return store;
    }

    public ShiftedClock clock() {
        return clock;
    }

    public StagedPods pods() {
        return pods;
    }

    public LabServer server() {
        return server;
    }

    /** Returns the token the bot has at the server. */
    public String botToken() {
        return botToken;
    }

    public LaasClient client(String token, Channel channel) {
        return new LaasClient(ClientSettings.of(server.uri(), token, channel));
    }

    /** Makes a user with rights and links a chat account to it. */
    public LaasClient link(String user, String identity, Right... rights) {
        LaasClient client = client(server.token(user, rights), Channel.CONSOLE);
        String code = client.linkCode().value().orElseThrow().code();
        client(botToken, Channel.SLACK)
                .link(new LinkJson(code, identity, null))
                .value()
                .orElseThrow();
        return client;
    }

    /** Removes a link as its user does. */
    public void unlink(LaasClient user, String identity) {
        user.unlink(identity).value().orElseThrow();
    }

    @Override
    public void close() {
        try {
            if (hub != null) {
                stop();
            }
        } finally {
            server.close();
            pods.close();
        }
    }
}
