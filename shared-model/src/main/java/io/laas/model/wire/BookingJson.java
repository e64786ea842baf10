package io.laas.model.wire;

import io.laas.model.operation.PodAccess;
import java.time.Instant;
import java.util.List;

/**
 * A booking.
 *
 * @param origin where it was made, for example {@code run:nightly#12}, or null; what the one who booked said
 * @param waitPosition place in the queue while WAITING (1 is next), otherwise null
 * @param expectedStart when a waiting booking is expected to start, if that can be told
 * @param offerUntil until when the owner must accept, if the booking came from the wait list as an offer, otherwise null
 * @param access how to get in: only while ACTIVE and only for its members and admins, otherwise null
 * @param operation the operation under way, or the latest one, or null
 * @param podVersion which version of the pod it uses, or null if the pod is the lab's own
 * @param configVersion which version of the config it uses, or null if the config is the lab's own
 * @param approval what somebody had to approve and how that went, or null if nobody had to
 * @param group the first of the bookings that were asked for together with it, or null if it was asked for alone
 * @param idleSince when its pod was last seen in use, if nobody has used it for as long as its lab asks about; otherwise null
 * @param reclaimableFrom from when on an idle pod may be taken back for somebody who waits, otherwise null
 * @param reclaimable whether it may be taken back now
 */
public record BookingJson(
        String id,
        String lab,
        String pod,
        String config,
        String owner,
        List<String> collaborators,
        String purpose,
        String project,
        Instant start,
        Instant end,
        String state,
        String vpod,
        String host,
        int extensions,
        String booker,
        String channel,
        String origin,
        Instant createdAt,
        String reason,
        long revision,
        Integer waitPosition,
        Instant expectedStart,
        Instant offerUntil,
        PodAccess access,
        OperationJson operation,
        Integer podVersion,
        Integer configVersion,
        ApprovalJson approval,
        String group,
        Instant idleSince,
        Instant reclaimableFrom,
        boolean reclaimable) {}
