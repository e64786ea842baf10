package io.laas.jenkins.health;

import java.util.List;

/**
 * How things stood when they were looked at last.
 *
 * @param unreachable hosts that did not answer, each with the reason
 * @param leaks what hosts and store differ in
 * @param quarantined virtual pods that an admin must look at, each with the reason
 */
public record Health(List<String> unreachable, List<String> leaks, List<String> quarantined) {
    /** Nothing is known to be wrong. */
    public static final Health GOOD = new Health(List.of(), List.of(), List.of());

    public Health {
        unreachable = List.copyOf(unreachable);
        leaks = List.copyOf(leaks);
        quarantined = List.copyOf(quarantined);
    }
}
