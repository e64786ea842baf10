package io.laas.provisioner.worker;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param name of the worker for people
 * @param operations how many at a time, 1 or more
 * @param beat how often it tells that it lives
 * @param probe how often hosts are asked whether they answer
 * @param hold how long a claim waits for work, at most a minute
 * @param again after what time something that failed is tried again
 */
public record WorkerSettings(
        String name, int operations, Duration beat, Duration probe, Duration hold, Duration again) {
    public WorkerSettings {
        if (operations < 1) {
            throw new IllegalArgumentException("--operations must be 1 or more, was " + operations);
        }
    }

    /** Returns the defaults: a sign of life every 15 s, hosts every minute. */
    public static WorkerSettings of(String name, int operations) {
        return new WorkerSettings(
                name,
                operations,
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofSeconds(25),
                Duration.ofSeconds(1));
    }
}
