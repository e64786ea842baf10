package io.laas.chat.core;

import java.util.function.Consumer;

/**
 * An answer that changes while something goes on. A face shows {@code first} at once, runs {@code work} on a thread of its
 * own choice, puts each update in place of the one before and ends with the reply that the work returns.
 */
public record Live(Reply first, Work work) implements Answer {
    /** What goes on. */
    @FunctionalInterface
    public interface Work {
        /**
         * Follows to the end; blocking.
         *
         * @param updates called with each newer reply, on the calling thread
         * @throws InterruptedException if the face stopped looking; what goes on at the server is not touched
         */
        Reply run(Consumer<Reply> updates) throws InterruptedException;
    }
}
