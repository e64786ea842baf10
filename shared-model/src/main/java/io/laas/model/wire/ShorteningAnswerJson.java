package io.laas.model.wire;

/**
 * Body of {@code POST /bookings/{id}/agree} and {@code POST /bookings/{id}/refuse}.
 *
 * @param outage the outage that asks, such as {@code x-3}
 */
public record ShorteningAnswerJson(String outage) {}
