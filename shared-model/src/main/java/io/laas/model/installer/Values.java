package io.laas.model.installer;

import io.laas.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values of all parameters, given or standard.
 *
 * @param all value by parameter name
 * @param problems what is wrong with what was given, as sentences; the values are of no use then
 */
public record Values(Map<String, String> all, List<String> problems) {
    private static final int SHOWN = 40;

    public Values {
        all = Map.copyOf(all);
        problems = List.copyOf(problems);
    }

    /**
     * Checks what was given and fills in the rest.
     *
     * @param owner what has the parameters, for messages: {@code installer hello-world}
     */
    public static Values of(String owner, List<Parameter> parameters, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String name : given.keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
                problems.add(unknown(owner, parameters, name));
            }
        }
        for (Parameter parameter : parameters) {
            Optional<String> value =
                    Optional.ofNullable(given.get(parameter.name())).or(parameter::standard);
            Optional<String> wrong = value.isEmpty()
                    ? Optional.of("must be given (%s)".formatted(parameter.title()))
                    : parameter.wrong(value.get());
            wrong.ifPresent(w -> problems.add("Parameter %s of %s %s.".formatted(parameter.name(), owner, w)));
            value.ifPresent(v -> all.put(parameter.name(), v));
        }
        return new Values(all, problems);
    }

    private static String unknown(String owner, List<Parameter> parameters, String name) {
        String known = parameters.isEmpty()
                ? "it has none"
                : "it has " + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
        return "There is no parameter '%s' of %s; %s.".formatted(Names.clean(name, SHOWN), owner, known);
    }
}
