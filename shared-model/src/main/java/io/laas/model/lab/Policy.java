package io.laas.model.lab;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a lab allows. Durations are elapsed time.
 *
 * @param defaultLength length of a booking that names none
 * @param minLength shortest booking
 * @param maxLength longest booking before extensions
 * @param maxExtensions how often a booking may be extended
 * @param maxExtension longest single extension
 * @param extensionWindow how long before its end a booking may be extended
 * @param maxActive running bookings for each user
 * @param maxFuture bookings yet to start for each user
 * @param pipelineDefault length of a pipeline's booking that names none
 * @param pipelineMax longest booking of a pipeline
 * @param horizon how far ahead bookings may start
 * @param cleaning kept free after each booking for cleaning
 * @param reminders how long before the end a reminder is due, longest first; one that is longer than a third of the booking is left out
 * @param offerStands how long an offer to somebody on the wait list stands
 * @param headStart who goes before whom in the queue
 * @param approval which bookings somebody has to approve; empty: none
 * @param idle when pods that nobody uses may be taken back; empty: never
 * @param keepUnusedImages how long files of images stay on hosts that no lab names and nothing uses; empty: until somebody removes them
 * @param forgetPeople how long after the end of a booking it is known whose it was; empty: for ever
 * @param access who may book here; empty: everybody with the right to book
 */
public record Policy(
        Duration defaultLength,
        Duration minLength,
        Duration maxLength,
        int maxExtensions,
        Duration maxExtension,
        Duration extensionWindow,
        int maxActive,
        int maxFuture,
        Duration pipelineDefault,
        Duration pipelineMax,
        Duration horizon,
        Duration cleaning,
        List<Duration> reminders,
        Duration offerStands,
        HeadStart headStart,
        Optional<Approval> approval,
        Optional<IdlePolicy> idle,
        Optional<Duration> keepUnusedImages,
        Optional<Duration> forgetPeople,
        Optional<LabAccess> access) {
    /** The defaults of the Pharos design: a week, two extensions of a week, two running and two future bookings. */
    public static final Policy DEFAULT = new Policy(
            Duration.ofDays(7),
            Duration.ofMinutes(30),
            Duration.ofDays(21),
            2,
            Duration.ofDays(7),
            Duration.ofDays(3),
            2,
            2,
            Duration.ofHours(2),
            Duration.ofHours(12),
            Duration.ofDays(60),
            Duration.ofMinutes(15),
            List.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(2)),
            Duration.ofMinutes(15),
            HeadStart.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final Duration MOST_KEPT = Duration.ofDays(3650);
    private static final Duration LEAST_KNOWN = Duration.ofDays(30);
    private static final Duration LEAST_KEPT = Duration.ofHours(1);

    public Policy {
        Objects.requireNonNull(headStart, "headStart");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(idle, "idle");
        keepUnusedImages = keepUnusedImages == null ? Optional.empty() : keepUnusedImages;
        access = access == null ? Optional.empty() : access;
        forgetPeople = forgetPeople == null ? Optional.empty() : forgetPeople;
        keepUnusedImages.ifPresent(time -> between("keep-unused-images", LEAST_KEPT, time));
        forgetPeople.ifPresent(time -> between("forget-people", LEAST_KNOWN, time));
        reminders = reminders.stream().sorted(Comparator.reverseOrder()).toList();
        positive("default-length", defaultLength);
        positive("min-length", minLength);
        positive("max-length", maxLength);
        positive("max-extension", maxExtension);
        positive("pipeline-default", pipelineDefault);
        positive("pipeline-max", pipelineMax);
        positive("horizon", horizon);
        positive("offer-stands", offerStands);
        reminders.forEach(r -> positive("reminders", r));
        notNegative("extension-window", extensionWindow);
        notNegative("cleaning", cleaning);
        notNegative("max-extensions", maxExtensions);
        notNegative("max-active", maxActive);
        notNegative("max-future", maxFuture);
        ordered("min-length", minLength, "max-length", maxLength);
        ordered("min-length", minLength, "default-length", defaultLength);
        ordered("default-length", defaultLength, "max-length", maxLength);
        ordered("pipeline-default", pipelineDefault, "pipeline-max", pipelineMax);
    }

    /** Returns the policy with other numbers of bookings for each user. */
    public Policy withQuota(int active, int future) {
        return with(active, future, headStart, approval, idle, keepUnusedImages, forgetPeople, access);
    }

    /** Returns the policy with other rules of approval. */
    public Policy withApproval(Approval newApproval) {
        return with(
                maxActive,
                maxFuture,
                headStart,
                Optional.of(newApproval),
                idle,
                keepUnusedImages,
                forgetPeople,
                access);
    }

    /** Returns the policy with another order of the queue. */
    public Policy withHeadStart(HeadStart newHeadStart) {
        return with(maxActive, maxFuture, newHeadStart, approval, idle, keepUnusedImages, forgetPeople, access);
    }

    /** Returns the policy with another rule for pods that nobody uses. */
    public Policy withIdle(IdlePolicy newIdle) {
        return with(
                maxActive,
                maxFuture,
                headStart,
                approval,
                Optional.of(newIdle),
                keepUnusedImages,
                forgetPeople,
                access);
    }

    /** Returns the policy with another time for which files of unused images are kept. */
    public Policy withKeepUnusedImages(Duration time) {
        return with(maxActive, maxFuture, headStart, approval, idle, Optional.of(time), forgetPeople, access);
    }

    /** Returns the policy with another time for which it is known whose a booking was. */
    public Policy withForgetPeople(Duration time) {
        return with(maxActive, maxFuture, headStart, approval, idle, keepUnusedImages, Optional.of(time), access);
    }

    /** Returns the policy with other people who may book. */
    public Policy withAccess(LabAccess newAccess) {
        return with(
                maxActive,
                maxFuture,
                headStart,
                approval,
                idle,
                keepUnusedImages,
                forgetPeople,
                Optional.of(newAccess));
    }

    /** Returns the policy with everybody who may book at all. */
    public Policy open() {
        return with(maxActive, maxFuture, headStart, approval, idle, keepUnusedImages, forgetPeople, Optional.empty());
    }

    /** Returns the projects whose members may do what others may not: book, approve, do without approval, go before others. */
    public Set<String> favoured() {
        Set<String> projects = new TreeSet<>(headStart.projects().keySet());
        access.ifPresent(a -> projects.addAll(a.projects()));
        approval.ifPresent(a -> {
            projects.addAll(a.outside());
            projects.addAll(a.approverProjects());
        });
        return projects;
    }

    private Policy with(
            int active,
            int future,
            HeadStart newHeadStart,
            Optional<Approval> newApproval,
            Optional<IdlePolicy> newIdle,
            Optional<Duration> newKeepUnusedImages,
            Optional<Duration> newForgetPeople,
            Optional<LabAccess> newAccess) {
        return new Policy(
                defaultLength,
                minLength,
                maxLength,
                maxExtensions,
                maxExtension,
                extensionWindow,
                active,
                future,
                pipelineDefault,
                pipelineMax,
                horizon,
                cleaning,
                reminders,
                offerStands,
                newHeadStart,
                newApproval,
                newIdle,
                newKeepUnusedImages,
                newForgetPeople,
                newAccess);
    }

    private static void between(String name, Duration least, Duration time) {
        if (time.compareTo(least) < 0 || time.compareTo(MOST_KEPT) > 0) {
            throw new IllegalArgumentException("policy: %s must be %s to %s, was %s"
                    .formatted(name, Quantities.shown(least), Quantities.shown(MOST_KEPT), Quantities.shown(time)));
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "policy: %s must be longer than nothing, was %s".formatted(name, Quantities.shown(value)));
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "policy: %s must not be negative, was %s".formatted(name, Quantities.shown(value)));
        }
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("policy: %s must not be negative, was %d".formatted(name, value));
        }
    }

    private static void ordered(String shortName, Duration shorter, String longName, Duration longer) {
        if (shorter.compareTo(longer) > 0) {
            throw new IllegalArgumentException("policy: %s %s must not exceed %s %s"
                    .formatted(shortName, Quantities.shown(shorter), longName, Quantities.shown(longer)));
        }
    }
}
