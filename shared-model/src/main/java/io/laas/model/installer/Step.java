package io.laas.model.installer;

import io.laas.model.Names;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of an installer or a task of a lab's own. It can be run again at any time.
 *
 * @param name unique among its neighbours
 * @param title for people, at most 120 characters
 * @param on on which machines; ignored by steps that only ask
 * @param action what it does
 * @param timeout how long one try may take on one machine, 1 s … 6 h
 * @param retries how often it is tried again after a failure, 0 … 10
 * @param undo shell script that takes back what the step did, run on the same machines when the whole fails
 */
public record Step(
        String name, String title, Target on, Action action, Duration timeout, int retries, Optional<String> undo) {
    /** How long a step may take that says nothing else. */
    public static final Duration USUAL = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MAX_RETRIES = 10;
    private static final int MAX_TITLE = 120;

    public Step {
        Names.require("step name", name);
        title = Names.clean(title == null || title.isBlank() ? name : title, MAX_TITLE);
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(undo, "undo");
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("step %s: timeout must be 1s to 6h, was %s".formatted(name, timeout));
        }
        if (retries < 0 || retries > MAX_RETRIES) {
            throw new IllegalArgumentException("step %s: retry must be 0 to 10, was %d".formatted(name, retries));
        }
        if (undo.isPresent() && !(action instanceof Action.Script) && !(action instanceof Action.PutFile)) {
            throw new IllegalArgumentException(
                    "step %s: undo belongs to steps that change something, and this one only asks".formatted(name));
        }
    }
}
