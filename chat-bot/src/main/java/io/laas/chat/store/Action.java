package io.laas.chat.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What a button does.
 *
 * @param command the line it runs
 * @param identity who alone may press it; empty: whoever sees it
 * @param once whether it is good for one press that does something
 * @param usedBy the request that used it up
 */
public record Action(
        String id,
        String command,
        Optional<String> identity,
        boolean once,
        Instant goodUntil,
        Optional<String> usedBy) {}
