package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.use.PodUse;
import java.time.Instant;
import java.util.Optional;

/**
 * How a running booking was used, as far as that is watched. Only the latest sample is kept.
 *
 * @param sampledAt when its machines were asked last
 * @param sample what they had counted then
 * @param usedAt when it was last seen in use
 * @param askedAt when its holders were asked whether they still need it; empty while it is not idle
 */
record UseRow(BookingId booking, Instant sampledAt, PodUse sample, Instant usedAt, Optional<Instant> askedAt) {}
