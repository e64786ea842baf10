package io.laas.engine.statistics;

import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.util.Optional;

/**
 * A booking that was asked for.
 *
 * @param grantedAt when it got its pod, at once or from the wait list
 */
record Made(Subject subject, BookingState state, Instant at, Optional<Instant> grantedAt) {}
