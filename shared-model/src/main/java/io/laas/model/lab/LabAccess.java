package io.laas.model.lab;

import io.laas.model.UserId;
import java.util.List;

/**
 * Who may book in a lab, of those who may book at all: whoever is in one of the three lists. Those who manage bookings or labs always may.
 *
 * @param people by their accounts
 * @param projects whose members may book
 * @param groups whose members may book; groups are known where the controller runs (Jenkins), nobody is in one elsewhere
 */
public record LabAccess(List<UserId> people, List<String> projects, List<String> groups) {
    private static final int LONGEST = 200;

    public LabAccess {
        people = List.copyOf(people);
        projects = List.copyOf(projects);
        groups = List.copyOf(groups);
        if (people.isEmpty() && projects.isEmpty() && groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "access: must name somebody (people, projects or groups); without it everybody with the right to book may");
        }
        check("projects", projects);
        check("groups", groups);
    }

    private static void check(String key, List<String> names) {
        if (names.stream().anyMatch(n -> n.isBlank() || n.length() > LONGEST)) {
            throw new IllegalArgumentException(
                    "access: %s must be names of 1 to %d characters".formatted(key, LONGEST));
        }
    }
}
