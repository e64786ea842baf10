package io.laas.chat.platform;

import java.time.Instant;
import java.util.Optional;

/** Writes to a platform. Blocking; every call ends within half a minute. Thread-safe. */
public interface Messenger {
    /**
     * Posts a message.
     *
     * @param key the same for the same message whenever it is sent, at most 100 characters; platforms that can send it once only
     */
    MessageRef post(Target target, Card card, String key) throws NotDelivered;

    /** Puts the card in place of what the message shows. */
    void edit(MessageRef message, Card card) throws NotDelivered;

    /**
     * Looks for a message that may have been posted.
     *
     * @param since not before
     * @return the message; empty if it is not there
     * @throws NotDelivered with {@link NotDelivered.Kind#NEVER} if the platform cannot be asked
     */
    Optional<MessageRef> find(Target target, String key, Instant since) throws NotDelivered;

    /**
     * Answers somebody who asked, seen by nobody else. A later answer to the same takes the place of the one before where the
     * platform allows it.
     *
     * @param replyTo as the adapter gave it with what was asked
     */
    void reply(String replyTo, Card card) throws NotDelivered;

    /** Returns the time zone the platform knows of somebody; empty where it knows none or does not tell. */
    default Optional<String> zone(String identity) {
        return Optional.empty();
    }

    /** Shows the card on the page that somebody has with the bot, where the platform has such pages. */
    default void home(String identity, Card card) throws NotDelivered {
        throw NotDelivered.never("there are no such pages");
    }

    /** Ends what the platform shows to the one who asked while an answer is awaited; there is none, as it is in a message. */
    void settle(String replyTo) throws NotDelivered;
}
