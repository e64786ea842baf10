package io.laas.chat.bot;

import io.laas.chat.client.LaasClient;
import io.laas.chat.discord.DiscordPlatform;
import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.hub.HubSettings;
import io.laas.chat.hub.Pace;
import io.laas.chat.mail.MailPlatform;
import io.laas.chat.platform.Platform;
import io.laas.chat.slack.SlackPlatform;
import io.laas.chat.store.BotStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One running bot: its memory, the hub, the platforms, and the page for whoever looks after it. */
final class Bot implements AutoCloseable {
    private final BotStore store;
    private final Hub hub;
    private final HealthPage health;
    private final List<Platform> platforms;

    private Bot(BotStore store, Hub hub, HealthPage health, List<Platform> platforms) {
        this.store = store;
        this.hub = hub;
        this.health = health;
        this.platforms = List.copyOf(platforms);
    }

    /**
     * Starts the bot.
     *
     * @throws IOException if an address cannot be taken
     */
    static Bot start(BotConfig config, InstantSource clock) throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Counts counts = new Counts(registry);
        BotStore store = BotStore.open(config.data());
        try {
            HubSettings settings = new HubSettings(config.zone(), config.channels(), Pace.STANDARD);
            Hub hub = new Hub(settings, new LaasClient(config.server()), store, clock, counts);
            List<Platform> platforms = platforms(config, hub, store, clock, counts);
            HealthPage health = HealthPage.open(config.health(), hub, platforms, registry);
            hub.start(platforms);
            return new Bot(store, hub, health, platforms);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static List<Platform> platforms(
            BotConfig config, Hub hub, BotStore store, InstantSource clock, Counts counts) {
        List<Platform> platforms = new ArrayList<>();
        config.slack().ifPresent(s -> platforms.add(new SlackPlatform(s, hub, clock, counts)));
        config.discord().ifPresent(d -> platforms.add(new DiscordPlatform(d, hub, store, clock, counts)));
        config.mail().ifPresent(m -> platforms.add(new MailPlatform(m, clock)));
        return platforms;
    }

    List<Platform> platforms() {
        return platforms;
    }

    int healthPort() {
        return health.port();
    }

    @Override
    public void close() {
        hub.close();
        health.close();
        store.close();
    }
}
