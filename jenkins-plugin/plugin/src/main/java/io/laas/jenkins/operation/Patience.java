package io.laas.jenkins.operation;

import java.time.Duration;
import jenkins.util.SystemProperties;

/** How long runs of operations wait for what they need. Each is a system property of the controller. */
final class Patience {
    private static final String PREFIX = "io.laas.jenkins.operation.";

    private Patience() {}

    /** How long an agent that was lost may take to come back: {@code io.laas.jenkins.operation.agentMinutes}, 30. */
    static Duration forAgent() {
        return minutes("agentMinutes", 30);
    }

    /** How long a run waits after a restart for the engine to know its operation: {@code …orderMinutes}, 5. */
    static Duration forOrder() {
        return minutes("orderMinutes", 5);
    }

    /** How long a task may take to stop when it is cancelled: {@code …stopMinutes}, 5. */
    static Duration forStop() {
        return minutes("stopMinutes", 5);
    }

    private static Duration minutes(String name, int usually) {
        return Duration.ofMinutes(SystemProperties.getInteger(PREFIX + name, usually));
    }
}
