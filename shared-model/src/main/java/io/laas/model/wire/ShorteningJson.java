package io.laas.model.wire;

import java.time.Instant;

/**
 * The question to the holder of a booking whether it may end before a planned outage begins.
 *
 * @param outage the outage that was set and waits for the answers
 * @param booking the booking
 * @param owner whose it is
 * @param reason why the outage is to be
 * @param end when the booking would end, so that it is cleaned when the outage begins
 * @param until when no answer counts as refused
 * @param state OPEN; AGREED: the booking ends earlier; REFUSED: it stays, and the outage was taken back; OVER: it matters no more
 * @param by who answered, or null; {@code system} if nobody did in time
 * @param at when that was, or null
 */
public record ShorteningJson(
        String outage,
        String booking,
        String owner,
        String reason,
        Instant end,
        Instant until,
        String state,
        String by,
        Instant at) {}
