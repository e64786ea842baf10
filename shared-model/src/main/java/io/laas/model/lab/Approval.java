package io.laas.model.lab;

import io.laas.model.PodId;
import io.laas.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which bookings of a lab somebody has to approve, and who. A booking needs approval if any of the rules says so; bookings that those
 * who manage bookings make need none. Who manages bookings may always approve.
 *
 * @param longerThan longer bookings need approval, also those that an extension makes longer; empty: not because of their length
 * @param podsAbove bookings with which somebody would have more pods of the lab at the same time need approval; empty: not because of
 *     their number
 * @param pods bookings of these pods need approval
 * @param outside bookings for people who are in none of these projects need approval; empty: not because of projects
 * @param approvers who else may approve
 * @param approverProjects whose members may approve, too
 * @param within how long a booking waits for approval before it is given up, 1 minute … 60 days
 * @param holds whether a booking keeps its place while it waits for approval
 */
public record Approval(
        Optional<Duration> longerThan,
        Optional<Integer> podsAbove,
        List<PodId> pods,
        List<String> outside,
        List<UserId> approvers,
        List<String> approverProjects,
        Duration within,
        boolean holds) {
    /** How long a booking waits for approval where the lab does not say. */
    public static final Duration USUAL_WITHIN = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final int MOST = 1000;

    public Approval {
        Objects.requireNonNull(within, "within");
        pods = List.copyOf(pods);
        outside = List.copyOf(outside);
        approvers = List.copyOf(approvers);
        approverProjects = List.copyOf(approverProjects);
        if (longerThan.isEmpty() && podsAbove.isEmpty() && pods.isEmpty() && outside.isEmpty()) {
            throw new IllegalArgumentException(
                    "approval: must say what needs it (longer-than, pods-above, pods or outside)");
        }
        longerThan.filter(l -> l.isNegative() || l.isZero()).ifPresent(l -> {
            throw new IllegalArgumentException(
                    "approval: longer-than must be longer than nothing, was " + Quantities.shown(l));
        });
        podsAbove.filter(n -> n < 0 || n > MOST).ifPresent(n -> {
            throw new IllegalArgumentException("approval: pods-above must be 0 to %d, was %d".formatted(MOST, n));
        });
        if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("approval: within must be %s to %s, was %s"
                    .formatted(Quantities.shown(SHORTEST), Quantities.shown(LONGEST), Quantities.shown(within)));
        }
    }
}
