package io.laas.model.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code policy.head-start}. */
final class HeadStartReader {
    static final List<String> KEYS = List.of("people", "pipelines", "projects");

    private HeadStartReader() {}

    static Optional<HeadStart> read(YamlValue value) {
        return value.object(KEYS, f -> {
            Duration people = f.duration("people", Duration.ZERO);
            Duration pipelines = f.duration("pipelines", Duration.ZERO);
            Map<String, Duration> projects = new TreeMap<>();
            f.value("projects")
                    .ifPresent(p -> p.entries()
                            .forEach((name, length) ->
                                    length.parsed(Quantities::duration).ifPresent(l -> projects.put(name, l))));
            return () -> new HeadStart(people, pipelines, projects);
        });
    }
}
