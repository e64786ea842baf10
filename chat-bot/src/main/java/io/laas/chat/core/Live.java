package io.laas.chat.core;

import java.util.function.Consumer;

/**
 * An answer that changes while something goes on. A face shows {@code first} at once, runs {@code work} on a thread of its
 * own choice, puts each update in place of the one before and ends with the reply that the work returns. A face that outlives
 * its threads follows {@code subject} instead.
 */
public record Live(Subject subject, Reply first, Work work) implements Answer {
    /** Returns this answer with a block more at the end of the first and of the last reply. */
    public Live with(Block more) {
        return new Live(subject, first.with(more), updates -> work.run(updates).with(more));
    }

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
