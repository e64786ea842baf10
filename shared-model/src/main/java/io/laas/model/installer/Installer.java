package io.laas.model.installer;

import io.laas.model.Names;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Something that can be put on a pod.
 *
 * @param name unique where it is offered
 * @param title for people, at most 120 characters
 * @param description what it does, for people, at most 2000 characters
 * @param parameters what it wants to know, at most 50
 * @param requirements what the pod must have
 * @param steps 1 … 100, in their order
 * @param limit how long all of it may take, 1 min … 24 h
 */
public record Installer(
        String name,
        String title,
        String description,
        List<Parameter> parameters,
        Requirements requirements,
        List<Step> steps,
        Duration limit) {
    /** Names of the tasks that every installation has before and after its steps. */
    public static final String FIRST = "prepare";

    /** See {@link #FIRST}. */
    public static final String LAST = "finish";

    /** How long an installation may take that says nothing else. */
    public static final Duration USUAL = Duration.ofHours(1);

    private static final int MAX_STEPS = 100;
    private static final int MAX_PARAMETERS = 50;
    private static final int MAX_TITLE = 120;
    private static final int MAX_DESCRIPTION = 2000;
    private static final Duration LONGEST = Duration.ofHours(24);

    public Installer {
        Names.require("installer name", name);
        title = Names.clean(title == null || title.isBlank() ? name : title, MAX_TITLE);
        description = Names.clean(description, MAX_DESCRIPTION);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(requirements, "requirements");
        steps = List.copyOf(steps);
        check(name, !steps.isEmpty() && steps.size() <= MAX_STEPS, "steps must be 1 to 100, were " + steps.size());
        check(name, parameters.size() <= MAX_PARAMETERS, "parameters must be at most 50, were " + parameters.size());
        check(
                name,
                limit.compareTo(Duration.ofMinutes(1)) >= 0 && limit.compareTo(LONGEST) <= 0,
                "limit must be 1m to 24h, was " + limit);
        Set<String> names = new HashSet<>(Set.of(FIRST, LAST));
        for (Step step : steps) {
            check(
                    name,
                    names.add(step.name()),
                    "steps must have names of their own, and '%s' stands twice or is one of prepare and finish"
                            .formatted(step.name()));
        }
    }

    private static void check(String name, boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException("installer %s: %s".formatted(name, rule));
        }
    }

    /** Checks the values given for its parameters. */
    public Values values(Map<String, String> given) {
        return Values.of("installer " + name, parameters, given);
    }

    /** Returns the work with the values, which have to be right. */
    public Installation with(Values values) {
        Set<String> secrets = new HashSet<>();
        parameters.stream().filter(Parameter::secret).forEach(p -> secrets.add(p.name()));
        return new Installation(name, title, requirements, steps, limit, values.all(), secrets);
    }
}
