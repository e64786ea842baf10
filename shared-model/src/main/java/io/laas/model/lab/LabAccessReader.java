package io.laas.model.lab;

import io.laas.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code policy.access}. */
final class LabAccessReader {
    static final List<String> KEYS = List.of("people", "projects", "groups");

    private LabAccessReader() {}

    static Optional<LabAccess> read(YamlValue value) {
        return value.object(KEYS, f -> {
            List<UserId> people = f.all("people", UserId::new);
            List<String> projects = f.all("projects", Function.identity());
            List<String> groups = f.all("groups", Function.identity());
            return () -> new LabAccess(people, projects, groups);
        });
    }
}
