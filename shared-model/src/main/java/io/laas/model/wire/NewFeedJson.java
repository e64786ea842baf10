package io.laas.model.wire;

/**
 * Body of {@code POST /me/feeds}.
 *
 * @param lab a lab; left out: the caller's bookings
 */
public record NewFeedJson(String lab) {}
