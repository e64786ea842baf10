package io.laas.chat.core;

import java.time.Instant;

/**
 * One command asked for.
 *
 * @param id unique for each thing a person asked for; repeated deliveries of the same request carry the same id
 * @param command which
 * @param args with what
 * @param caller by whom
 * @param now when
 */
public record Invocation(String id, CommandModel command, Args args, Caller caller, Instant now) {
    /** Returns the answer to input that this command cannot use, with its form and an example. */
    public Reply wrong(String message) {
        return Usage.problem(command, message, java.util.List.of());
    }
}
