package io.laas.model.wire;

import java.time.Instant;

/**
 * A calendar that programs subscribe to.
 *
 * @param lab a lab whose bookings and outages it shows, or null for the caller's bookings
 * @param path the address below {@code /api/v1}, shown once, when it is made; whoever has it reads the calendar
 */
public record FeedJson(String id, String lab, Instant createdAt, String path) {}
