package io.laas.chat.mail;

import io.laas.chat.platform.Health;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.Platform;
import io.laas.model.Channel;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.Optional;

/** Mail as a platform on which everybody is, and nobody says anything. */
public final class MailPlatform implements Platform {
    public static final String NAME = "mail";

    private final MailSettings settings;
    private final MailMessenger messenger;
    private volatile Health health = new Health(Health.State.CONNECTING, "the mail server was not asked yet");

    public MailPlatform(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.messenger = new MailMessenger(settings, clock, this::heard);
    }

    private void heard(Optional<String> trouble) {
        health = trouble.map(t -> new Health(Health.State.CONNECTING, t))
                .orElseGet(() -> Health.up("mail goes to %s:%d".formatted(settings.host(), settings.port())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Channel channel() {
        return Channel.SYSTEM;
    }

    @Override
    public Optional<String> unlinked(String user) {
        return settings.address(user).map(address -> NAME + ":" + user);
    }

    @Override
    public void start() {
        Thread look = new Thread(this::look, "laas-mail-look");
        look.setDaemon(true);
        look.start();
    }

    private void look() {
        try {
            new MailConnection(settings).look();
            heard(Optional.empty());
        } catch (MessagingException e) {
            heard(Optional.of(MailConnection.trouble(e)));
        }
    }

    @Override
    public Messenger messenger() {
        return messenger;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void drain() {
        // Nothing is taken in.
    }

    @Override
    public void close() {
        // Each mail has a connection of its own.
    }
}
