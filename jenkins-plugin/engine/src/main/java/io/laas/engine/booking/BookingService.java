package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.Page;
import io.laas.engine.account.Caller;
import io.laas.engine.operation.Operation;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything callers do with bookings. Thread-safe; each change is one transaction. Who may do what is decided here, for every
 * face alike: VIEW to see, BOOK and membership to act on a booking, MANAGE for everything.
 */
public final class BookingService {
    BookingService() {}

    /**
     * Books.
     *
     * @param idempotencyKey the same key of the same caller within 24 hours answers with the booking made first
     */
    public BookingDecision book(BookingRequest request, Caller caller, Optional<String> idempotencyKey) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Extends a running booking; the refusal says until when at most and what stands in the way. */
    public Answer<Booking> extend(BookingId id, Extension extension, Caller caller, Optional<String> idempotencyKey) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Moves a booking that has not started to another start, on whatever place is free then. */
    public Answer<Booking> move(BookingId id, Instant newStart, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Takes up an offer made from the wait list. */
    public Answer<Booking> accept(BookingId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Gives a booking back, in whatever state it is; final states stay as they are. */
    public Answer<Booking> release(BookingId id, String reason, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Brings the machines of an active booking back to their known state. */
    public Answer<Operation> reset(BookingId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Looks whether the machines of an active booking answer. */
    public Answer<Operation> check(BookingId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Adds and removes collaborators; access follows. */
    public Answer<Booking> members(BookingId id, MemberChange change, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Tells how far a booking could be extended now. */
    public Answer<ExtensionLimit> extension(BookingId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Tells when a pod can be had. */
    public Answer<Availability> availability(AvailabilityQuery query) {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<BookingView> find(BookingId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public Page<BookingView> list(BookingFilter filter, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
