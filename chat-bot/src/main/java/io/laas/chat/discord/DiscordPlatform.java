package io.laas.chat.discord;

import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.Health;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.Platform;
import io.laas.chat.store.BotStore;
import io.laas.model.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Discord. JDA itself takes up a connection that was lost; the first one is tried until there is one. */
public final class DiscordPlatform implements Platform {
    public static final String NAME = "discord";

    private static final Logger LOG = LoggerFactory.getLogger(DiscordPlatform.class);
    private static final int THREADS = 32;
    private static final int LONGEST_PAUSE = 60;

    private final DiscordSettings settings;
    private final Hub hub;
    private final BotStore store;
    private final DiscordIntake intake;
    private final DiscordMessenger messenger = new DiscordMessenger();
    private final ExecutorService events = Executors.newFixedThreadPool(THREADS, DiscordPlatform::daemon);
    private final Thread connecting = daemon(this::connect);
    private volatile JDA jda;
    private volatile Health failed;
    private volatile String trouble = "not connected yet";
    private volatile boolean closed;

    /** Makes the platform; nothing is connected before {@link #start}. */
    public DiscordPlatform(DiscordSettings settings, Hub hub, BotStore store, InstantSource clock, Counts counts) {
        this.settings = settings;
        this.hub = hub;
        this.store = store;
        this.intake = new DiscordIntake(hub, settings, messenger, clock, counts);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "laas-discord");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Channel channel() {
        return Channel.DISCORD;
    }

    @Override
    public void start() {
        MessageRequest.setDefaultMentions(EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class));
        connecting.start();
    }

    private void connect() {
        for (int tries = 0; !closed; tries++) {
            try {
                ready(builder().build());
                return;
            } catch (InvalidTokenException e) {
                fail("Discord does not take the token");
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("Discord cannot be reached ({}); tried again", trouble);
                pause(tries);
            }
        }
    }

    private void ready(JDA built) throws InterruptedException {
        jda = built;
        messenger.connected(built);
        built.awaitReady();
        register(built);
        LOG.info("Discord is connected as {}", built.getSelfUser().getName());
    }

    private JDABuilder builder() {
        return builder(settings).setEventPool(events, false).addEventListeners(intake, new Ended());
    }

    /** Returns what makes a connection that takes in nothing. */
    static JDABuilder builder(DiscordSettings settings) {
        RestConfig rest = new RestConfig().setBaseUrl(settings.api().toString());
        JDABuilder builder = JDABuilder.createLight(settings.token(), List.of())
                .setRestConfig(rest)
                .setEnableShutdownHook(false);
        settings.gateway()
                .ifPresent(url -> builder.setCompression(Compression.NONE)
                        .setSessionController(new ConcurrentSessionController() {
                            @Override
                            public String getGateway() {
                                return url;
                            }
                        }));
        return builder;
    }

    /** Makes the commands known where they differ from what was made known before. */
    private void register(JDA built) {
        List<SlashCommandData> commands = DiscordCommands.of(hub.models());
        String name = "discord-commands:" + settings.guild().orElse("all");
        String digest = DiscordCommands.digest(commands) + built.getSelfUser().getId();
        boolean known = store.inTransaction(tx -> tx.settings().get(name))
                .filter(digest::equals)
                .isPresent();
        if (known) {
            return;
        }
        try {
            DiscordCommands.register(built, settings, commands);
            store.inTransaction(tx -> {
                tx.settings().put(name, digest);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("Discord did not take the commands ({}); done again at the next start", e.getMessage());
        }
    }

    private void pause(int tries) {
        double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        long seconds = Math.min(LONGEST_PAUSE, 1L << Math.min(tries, 6));
        try {
            TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000 * jitter));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String why) {
        failed = new Health(Health.State.FAILED, why);
        LOG.error("{}; Discord is left alone until the bot is started again", why);
    }

    /** Hears when Discord ends the connection for good. */
    private final class Ended extends ListenerAdapter {
        @Override
        public void onShutdown(ShutdownEvent event) {
            CloseCode code = event.getCloseCode();
            if (code != null && !code.isReconnect() && !closed) {
                fail("Discord ended the connection: " + code.getMeaning());
            }
        }
    }

    @Override
    public Messenger messenger() {
        return messenger;
    }

    @Override
    public Health health() {
        if (failed != null) {
            return failed;
        }
        JDA connected = jda;
        if (connected == null) {
            return new Health(Health.State.CONNECTING, trouble);
        }
        JDA.Status status = connected.getStatus();
        return status == JDA.Status.CONNECTED
                ? Health.up("ping " + connected.getGatewayPing() + " ms")
                : new Health(Health.State.CONNECTING, status.name());
    }

    @Override
    public void drain() {
        intake.drain();
    }

    @Override
    public void close() {
        closed = true;
        connecting.interrupt();
        JDA connected = jda;
        if (connected != null) {
            connected.shutdown();
            try {
                if (!connected.awaitShutdown(Duration.ofSeconds(5))) {
                    connected.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        events.shutdownNow();
    }
}
