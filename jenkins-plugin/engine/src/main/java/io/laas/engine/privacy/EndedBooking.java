package io.laas.engine.privacy;

import io.laas.model.BookingId;
import java.time.Instant;

/** A booking that is over, and since when. */
record EndedBooking(BookingId id, Instant at) {}
