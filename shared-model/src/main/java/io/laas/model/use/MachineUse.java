package io.laas.model.use;

import java.util.Objects;

/**
 * What one machine has counted since it was started, as its host sees it.
 *
 * @param machine its name in the pod
 * @param running whether it runs; the rest is 0 if it does not
 * @param cpuMillis processor time in milliseconds, of all its virtual CPUs and what emulates them
 * @param netBytes bytes that its cards sent and received
 * @param logins how many are logged in, as its guest says; 0 if it does not say
 */
public record MachineUse(String machine, boolean running, long cpuMillis, long netBytes, int logins) {
    public MachineUse {
        Objects.requireNonNull(machine, "machine");
        if (cpuMillis < 0 || netBytes < 0 || logins < 0) {
            throw new IllegalArgumentException("use of machine %s: counts must not be negative".formatted(machine));
        }
    }

    /** Returns the use of a machine that does not run. */
    public static MachineUse off(String machine) {
        return new MachineUse(machine, false, 0, 0, 0);
    }
}
