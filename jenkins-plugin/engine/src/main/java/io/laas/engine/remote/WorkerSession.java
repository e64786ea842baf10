package io.laas.engine.remote;

import io.laas.model.Names;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A worker's process as it introduces itself.
 *
 * @param id random name, another one after each start: 8 to 64 letters, digits and hyphens
 * @param worker its name for people, cut to 60 characters
 * @param running operations it has, at most 1000; kept in the order of their numbers
 */
public record WorkerSession(String id, String worker, List<Claim> running) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final int MAX_WORKER = 60;
    private static final int MAX_RUNNING = 1000;

    public WorkerSession {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("session must be 8 to 64 letters, digits and hyphens, was '%s'"
                    .formatted(Names.clean(id, MAX_WORKER)));
        }
        worker = Names.clean(worker, MAX_WORKER);
        if (running.size() > MAX_RUNNING) {
            throw new IllegalArgumentException(
                    "running must name at most %d operations, was %d".formatted(MAX_RUNNING, running.size()));
        }
        running = running.stream()
                .sorted(Comparator.comparing(c -> c.operation().number()))
                .toList();
    }
}
