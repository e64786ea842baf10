package io.laas.engine.booking;

import io.laas.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The approval of a booking.
 *
 * @param reasons why the booking needs it, as sentences
 * @param until when it is given up if nobody decides
 * @param holds whether the booking keeps its place meanwhile
 * @param approvers who may decide by name, besides those who manage bookings
 * @param by who decided
 * @param at when that was
 * @param remark what they said with it
 */
public record ApprovalView(
        ApprovalState state,
        List<String> reasons,
        Instant until,
        boolean holds,
        List<UserId> approvers,
        Optional<UserId> by,
        Optional<Instant> at,
        Optional<String> remark) {}
