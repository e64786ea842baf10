package io.laas.model.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Body of {@code POST /bookings}. Everything but {@code pod} may be left out.
 *
 * @param lab the site; left out: any that offers the pod
 * @param pod hardware description
 * @param config software description; left out: the first that fits
 * @param vpod a certain static vpod
 * @param owner for whom (for others: needs MANAGE_BOOKINGS); left out: the caller
 * @param collaborators account names
 * @param purpose what for, at most 500 characters
 * @param project at most 100 characters
 * @param start when; left out: now
 * @param length ISO 8601 duration such as {@code P3D} or {@code PT2H}; left out: the policy's default. Not with {@code end}
 * @param end until when; not with {@code length}
 * @param mayWait whether to queue when nothing is free
 * @param booker PERSON (default) or PIPELINE
 * @param origin where it is made, at most 300 characters, shown as it is and found by its beginning; nothing follows from it
 * @param answers to the lab's questions ({@code GET /labs/{lab}/questions}), by name of the question
 */
public record NewBookingJson(
        String lab,
        String pod,
        String config,
        String vpod,
        String owner,
        List<String> collaborators,
        String purpose,
        String project,
        Instant start,
        String length,
        Instant end,
        boolean mayWait,
        String booker,
        String origin,
        Map<String, String> answers) {
    /** Creates one that answers no questions. */
    public NewBookingJson(
            String lab,
            String pod,
            String config,
            String vpod,
            String owner,
            List<String> collaborators,
            String purpose,
            String project,
            Instant start,
            String length,
            Instant end,
            boolean mayWait,
            String booker,
            String origin) {
        this(
                lab,
                pod,
                config,
                vpod,
                owner,
                collaborators,
                purpose,
                project,
                start,
                length,
                end,
                mayWait,
                booker,
                origin,
                null);
    }
}
