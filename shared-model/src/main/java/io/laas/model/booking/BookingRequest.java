package io.laas.model.booking;

import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for.
 *
 * @param lab the site; empty: the only one, or any that offers the pod
 * @param pod hardware description
 * @param config software description; empty: the lab's first that fits the pod
 * @param vpod a certain static vpod; empty: any
 * @param owner who it is for
 * @param collaborators who else gets access
 * @param purpose what for, at most 500 characters
 * @param project free text, at most 100 characters
 * @param start when; empty: now
 * @param length how long; empty: the policy's default
 * @param mayWait whether to queue when nothing is free
 * @param booker person or pipeline
 * @param origin where it is made, at most 300 characters, for example {@code run:nightly#12}; blank counts as empty
 * @param answers to questions of the lab, by name of the question
 */
public record BookingRequest(
        Optional<LabId> lab,
        PodId pod,
        Optional<ConfigId> config,
        Optional<VpodId> vpod,
        UserId owner,
        Set<UserId> collaborators,
        String purpose,
        String project,
        Optional<Instant> start,
        Optional<Duration> length,
        boolean mayWait,
        Booker booker,
        Optional<String> origin,
        Map<String, String> answers) {
    private static final int MAX_PURPOSE = 500;
    private static final int MAX_PROJECT = 100;
    private static final int MAX_ORIGIN = 300;

    public BookingRequest {
        Objects.requireNonNull(pod, "pod");
        Objects.requireNonNull(owner, "owner");
        collaborators = Set.copyOf(collaborators);
        answers = Map.copyOf(answers);
        purpose = limited("purpose", purpose, MAX_PURPOSE);
        project = limited("project", project, MAX_PROJECT);
        origin = origin.map(BookingRequest::checked).filter(text -> !text.isEmpty());
    }

    /** Begins a request for a pod now, for the policy's default length, by a person who does not wait. */
    public static BookingRequestBuilder of(PodId pod, UserId owner) {
        return new BookingRequestBuilder(pod, owner);
    }

    /** Begins a request like this one. */
    public BookingRequestBuilder but() {
        return new BookingRequestBuilder(this);
    }

    private static String checked(String origin) {
        String given = limited("origin", origin, MAX_ORIGIN);
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("origin must have no line breaks and other control characters, was '"
                    + Names.clean(given, MAX_ORIGIN) + "'");
        }
        return given;
    }

    private static String limited(String what, String text, int max) {
        String given = text == null ? "" : text.strip();
        if (given.length() > max) {
            throw new IllegalArgumentException(
                    "%s must be at most %d characters, was %d".formatted(what, max, given.length()));
        }
        return given;
    }
}
