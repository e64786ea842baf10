package io.laas.engine.booking;

import io.laas.engine.operation.Operation;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.operation.PodAccess;
import java.time.Instant;
import java.util.Optional;

/**
 * A booking as one caller may see it.
 *
 * @param waiting its place in the queue while WAITING
 * @param offerUntil until when the caller must accept, if it came from the wait list as an offer
 * @param access how to get in: only while ACTIVE, for members and managers
 * @param approval the approval it needed, if it did
 * @param group the first of the bookings that were asked for together with it, if it was not asked for alone
 * @param idle that nobody uses its pod, if that is so for long enough to be taken back
 * @param operation the operation under way or the latest one
 */
public record BookingView(
        Booking booking,
        Optional<WaitPlace> waiting,
        Optional<Instant> offerUntil,
        Optional<PodAccess> access,
        Optional<ApprovalView> approval,
        Optional<BookingId> group,
        Optional<IdleView> idle,
        Optional<Operation> operation) {}
