package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * Body of {@code POST /bookings/together}: several pods in the same slot, all or none. Everything but {@code pods} may be left out.
 *
 * @param pods which pods, 2 to 16 in all
 * @param owner for whom (for others: needs MANAGE_BOOKINGS); left out: the caller
 * @param collaborators account names, of all
 * @param purpose what for, at most 500 characters
 * @param project at most 100 characters
 * @param start when; left out: now
 * @param length ISO 8601 duration such as {@code P3D} or {@code PT2H}; left out: the policy's default for the first pod. Not with {@code end}
 * @param end until when; not with {@code length}
 * @param mayWait whether to queue as one when they are not free together; only where one lab could serve all
 * @param booker PERSON (default) or PIPELINE
 * @param origin where it is made, at most 300 characters, shown as it is and found by its beginning; nothing follows from it
 */
public record NewGroupJson(
        List<WantedPodJson> pods,
        String owner,
        List<String> collaborators,
        String purpose,
        String project,
        Instant start,
        String length,
        Instant end,
        boolean mayWait,
        String booker,
        String origin) {}
