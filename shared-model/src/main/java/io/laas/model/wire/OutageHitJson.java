package io.laas.model.wire;

import java.time.Instant;

/**
 * What an outage does to one booking.
 *
 * @param booking its number
 * @param owner who it is for
 * @param fate MOVED to another place in the same slot, SHORTENED to the start of the outage, ENDED at once, CANCELLED before it began, ASKED whether it ends
 *     earlier, or KEPT
 * @param end when it ends then; where its holder is asked, if that is agreed
 * @param vpod where it is then, or null if nowhere
 */
public record OutageHitJson(String booking, String owner, String fate, Instant end, String vpod) {}
