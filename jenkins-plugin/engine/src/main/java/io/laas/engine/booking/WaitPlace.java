package io.laas.engine.booking;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in the queue of a lab.
 *
 * @param position 1 is next
 * @param expected when the booking is expected to start, if that can be told
 */
public record WaitPlace(int position, Optional<Instant> expected) {}
