package io.laas.chat.platform;

import java.util.Objects;

/** A message that was sent, in the platform's own ids. */
public record MessageRef(String conversation, String message) {
    public MessageRef {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(message, "message");
    }
}
