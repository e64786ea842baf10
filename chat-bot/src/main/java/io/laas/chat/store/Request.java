package io.laas.chat.store;

import io.laas.chat.platform.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a person asked for.
 *
 * @param id the platform's own for this one asking, with the platform's name before it; deliveries of the same carry the same
 * @param identity who asked
 * @param place where it was asked, and where an answer for all goes
 * @param line what was typed, at most 8000 characters; empty if a button was pressed
 * @param action id of the button that was pressed
 * @param replyTo how the platform's adapter answers
 * @param at when
 */
public record Request(
        String id, String identity, Target place, String line, Optional<String> action, String replyTo, Instant at) {}
