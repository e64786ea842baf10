package io.laas.chat.core;

import java.util.Optional;

/** Something that can be asked for in chat. Thread-safe and without state of its own; never prints. */
public interface Command {
    CommandModel model();

    Answer run(Invocation invocation);

    /** Returns the form that faces open when the command is named and nothing more; empty: it is run. */
    default Optional<Form> form() {
        return Optional.empty();
    }
}
