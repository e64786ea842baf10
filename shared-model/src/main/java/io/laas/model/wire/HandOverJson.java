package io.laas.model.wire;

/**
 * Body of {@code POST /bookings/{id}/hand-over}.
 *
 * @param to account name of who has the booking from now on
 * @param stay whether the one who had it stays as a collaborator; left out: no
 */
public record HandOverJson(String to, boolean stay) {}
