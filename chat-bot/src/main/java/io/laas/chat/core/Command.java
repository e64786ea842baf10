package io.laas.chat.core;

/** Something that can be asked for in chat. Thread-safe and without state of its own; never prints. */
public interface Command {
    CommandModel model();

    Answer run(Invocation invocation);
}
