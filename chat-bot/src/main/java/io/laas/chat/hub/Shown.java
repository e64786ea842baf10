package io.laas.chat.hub;

import io.laas.chat.core.Reply;

/** What a message of a topic shows now. */
sealed interface Shown {
    /** It shows the reply; {@code open} if that may change. */
    record As(Reply reply, boolean open) implements Shown {}

    /** There is nothing to tell any more; what was sent is left as it is. */
    record Pointless(String why) implements Shown {}

    /** The server did not say; it has to be asked again. */
    record Unknown(String why) implements Shown {}
}
