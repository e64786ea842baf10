package io.laas.chat.platform;

import io.laas.model.Channel;
import java.util.Optional;

/** A chat platform the bot is connected to. Its trouble stays its own: no other platform notices. */
public interface Platform extends AutoCloseable {
    /** Returns the first part of its identities, such as {@code slack}. */
    String name();

    Channel channel();

    /** Connects and keeps connected; returns at once. */
    void start();

    Messenger messenger();

    /** Returns the identity under which a user is told things who has linked no account; empty where accounts have to be linked. */
    default Optional<String> unlinked(String user) {
        return Optional.empty();
    }

    /** Returns how the connection is. */
    Health health();

    /** Takes nothing in any more; what was taken in can still be answered. */
    void drain();

    @Override
    void close();
}
