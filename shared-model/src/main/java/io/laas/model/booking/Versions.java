package io.laas.model.booking;

import java.util.OptionalInt;

/**
 * Which versions of pod and config a booking uses; it keeps them whatever becomes of pod and config.
 *
 * @param pod version of a pod that a user made, 1 and up; empty: the pod is the lab's
 * @param config version of a config that a user made, 1 and up; empty: the config is the lab's
 */
public record Versions(OptionalInt pod, OptionalInt config) {
    /** Pod and config of the lab itself. */
    public static final Versions OF_LAB = new Versions(OptionalInt.empty(), OptionalInt.empty());

    public Versions {
        check("pod", pod);
        check("config", config);
    }

    private static void check(String what, OptionalInt version) {
        if (version.isPresent() && version.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "version of a %s must be 1 or more, was %d".formatted(what, version.getAsInt()));
        }
    }

    /** Returns whether neither was made by a user. */
    public boolean ofLab() {
        return pod.isEmpty() && config.isEmpty();
    }
}
