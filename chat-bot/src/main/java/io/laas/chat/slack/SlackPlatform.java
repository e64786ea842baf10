package io.laas.chat.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.Health;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.Platform;
import io.laas.model.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Slack. */
public final class SlackPlatform implements Platform {
    public static final String NAME = "slack";

    private final Slack slack;
    private final SlackMessenger messenger;
    private final SlackHttp http;
    private final SlackSocket socket;

    /** Makes the platform; nothing is connected before {@link #start}. */
    public SlackPlatform(SlackSettings settings, Hub hub, InstantSource clock, Counts counts) {
        this.slack = SlackConnection.to(settings.api());
        this.messenger = new SlackMessenger(slack, settings.botToken());
        App app = app(settings);
        new SlackIntake(hub, settings, messenger, clock, counts).register(app);
        if (settings.way() instanceof SlackSettings.Http way) {
            this.http = http(app, way, clock, counts);
            this.socket = null;
        } else {
            this.http = null;
            this.socket = new SlackSocket(((SlackSettings.Socket) settings.way()).appToken(), app, settings.look());
        }
    }

    private App app(SlackSettings settings) {
        AppConfig.AppConfigBuilder config = AppConfig.builder().slack(slack).singleTeamBotToken(settings.botToken());
        if (settings.way() instanceof SlackSettings.Http way) {
            config.signingSecret(way.signingSecret());
        }
        return new App(config.build());
    }

    private static SlackHttp http(App app, SlackSettings.Http way, InstantSource clock, Counts counts) {
        try {
            return new SlackHttp(app, way, clock, counts);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Slack's requests cannot be taken on " + way.listen() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public void start() {
        if (http != null) {
            http.start();
        } else {
            socket.start();
        }
    }

    /** Returns the port on which requests are taken by HTTP. */
    public int port() {
        return http.port();
    }

    @Override
    public Messenger messenger() {
        return messenger;
    }

    @Override
    public Health health() {
        return http != null ? Health.up("by HTTP on port " + http.port()) : socket.health();
    }

    @Override
    public void drain() {
        if (http != null) {
            http.drain();
        } else {
            socket.drain();
        }
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        } else {
            socket.close();
        }
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("Slack's client did not close", e);
        }
    }
}
