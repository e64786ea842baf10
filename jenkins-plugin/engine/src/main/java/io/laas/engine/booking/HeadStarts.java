package io.laas.engine.booking;

import io.laas.engine.project.ProjectTable;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import io.laas.model.lab.HeadStart;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What head start those who wait have; members of projects are looked up once. What a booking says of its project gives none. */
final class HeadStarts {
    private final HeadStart rules;
    private final Map<Set<UserId>, Duration> members = new HashMap<>();

    HeadStarts(Tx tx, HeadStart rules) {
        this.rules = rules;
        rules.projects()
                .forEach((project, length) ->
                        members.merge(new ProjectTable(tx).members(project), length, HeadStarts::longer));
    }

    Duration of(UserId user, boolean pipeline) {
        return members.entrySet().stream()
                .filter(e -> e.getKey().contains(user))
                .map(Map.Entry::getValue)
                .reduce(pipeline ? rules.pipelines() : rules.people(), HeadStarts::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
