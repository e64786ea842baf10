package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * The approval of a booking.
 *
 * @param state OPEN: somebody has to decide; GIVEN; DENIED; OVER: given up before anybody decided
 * @param reasons why the booking needs it, as sentences
 * @param until when it is given up if nobody decides
 * @param holds whether the booking keeps its place meanwhile
 * @param approvers who may decide by name, besides those who manage bookings; may be empty
 * @param by who decided, or null
 * @param at when that was, or null
 * @param remark what they said with it, or null
 */
public record ApprovalJson(
        String state,
        List<String> reasons,
        Instant until,
        boolean holds,
        List<String> approvers,
        String by,
        Instant at,
        String remark) {}
