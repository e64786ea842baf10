package io.laas.engine.booking;

import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An approval as it is stored.
 *
 * @param reasons why the booking needs it, as sentences
 * @param until when the booking is given up if nobody has decided
 * @param holds whether the booking keeps its place meanwhile
 * @param mayWait whether it may queue if nothing is free once it is approved
 * @param vpod the static vpod that was asked for; empty: any
 * @param decision who decided, once somebody has
 */
record ApprovalRow(
        BookingId booking,
        LabId lab,
        ApprovalState state,
        List<String> reasons,
        Instant until,
        boolean holds,
        boolean mayWait,
        Optional<VpodId> vpod,
        Optional<Decision> decision) {
    /** Who decided when, and what they said. */
    record Decision(UserId by, Instant at, String remark) {}

    ApprovalRow {
        reasons = List.copyOf(reasons);
    }
}
