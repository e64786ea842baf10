package io.laas.chat.store;

import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * A message the bot owes, or sent and keeps up to date.
 *
 * @param key unique; what is asked for twice is owed once
 * @param booking what it is about, if a booking
 * @param topic what it shows, as the {@code hub} writes it
 * @param tries how often it was tried to send it
 * @param message where it is; empty until it was sent
 * @param shown digest of what it shows; empty until it was sent
 */
public record Post(
        long id,
        String key,
        Target target,
        Optional<String> booking,
        String topic,
        State state,
        int tries,
        Instant notBefore,
        Optional<MessageRef> message,
        String shown,
        Instant createdAt) {
    /** How far it is. */
    public enum State {
        /** To be sent. */
        PENDING,
        /** It is being sent, or was when the process ended: nobody knows whether it arrived. */
        SENDING,
        /** Sent, and edited when what it shows changes. */
        OPEN,
        /** Sent, and left as it is. */
        CLOSED,
        /** Never sent: it became pointless or its place is gone. */
        DROPPED
    }
}
