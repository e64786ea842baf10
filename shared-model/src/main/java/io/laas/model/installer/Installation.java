package io.laas.model.installer;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An installer with the values of its parameters: complete in itself, so that a change of its file does not change what is under
 * way. It holds secrets; its text form is kept no longer than the work takes.
 *
 * @param installer name of the installer
 * @param title for people
 * @param requirements what the pod must have
 * @param steps in their order
 * @param limit how long all of it may take
 * @param values value by parameter name
 * @param secrets names of the parameters whose values must not be shown
 */
public record Installation(
        String installer,
        String title,
        Requirements requirements,
        List<Step> steps,
        Duration limit,
        Map<String, String> values,
        Set<String> secrets) {
    public Installation {
        steps = List.copyOf(steps);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        secrets = Collections.unmodifiableSet(new TreeSet<>(secrets));
    }

    /** Returns the values that must not be shown. */
    public List<String> secretValues() {
        return secrets.stream()
                .map(values::get)
                .filter(v -> v != null && !v.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "installation of " + installer;
    }
}
