package io.laas.engine.port;

import java.util.Set;

/**
 * What is known of a user where the controller runs.
 *
 * @param groups the groups that they are in, by the names that lab files use
 * @param manages whether they manage bookings or labs
 */
public record Person(Set<String> groups, boolean manages) {
    public Person {
        groups = Set.copyOf(groups);
    }
}
