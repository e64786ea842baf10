package io.laas.model.use;

import io.laas.model.lab.IdlePolicy;
import java.time.Duration;
import java.util.Optional;

/** Tells from two samples of a pod whether somebody used it between them. */
public final class UseMeter {
    private static final int PERCENT = 100;

    private UseMeter() {}

    /**
     * Returns in words what shows that the pod was used; empty if nothing does. A machine that was started, stopped or started again
     * was used, and so was one of which nothing was known before.
     *
     * @param elapsed time between the samples, more than nothing
     */
    public static Optional<String> sign(PodUse before, PodUse after, Duration elapsed, IdlePolicy policy) {
        return after.machines().stream()
                .flatMap(now -> sign(before.machine(now.machine()), now, elapsed, policy).stream())
                .findFirst();
    }

    private static Optional<String> sign(
            Optional<MachineUse> earlier, MachineUse now, Duration elapsed, IdlePolicy policy) {
        String name = now.machine();
        if (now.logins() > 0) {
            return Optional.of("somebody is logged in to " + name);
        }
        if (earlier.isEmpty() || restarted(earlier.get(), now)) {
            return Optional.of(name + " was switched on or off");
        }
        long millis = Math.max(1, elapsed.toMillis());
        long cpu = (now.cpuMillis() - earlier.get().cpuMillis()) * PERCENT / millis;
        if (cpu >= policy.cpuPercent()) {
            return Optional.of("%s computes (%d %% of a processor)".formatted(name, cpu));
        }
        long rate = (now.netBytes() - earlier.get().netBytes()) * 1000 / millis;
        return rate >= policy.bytesPerSecond()
                ? Optional.of("%s has traffic (%d bytes/s)".formatted(name, rate))
                : Optional.empty();
    }

    private static boolean restarted(MachineUse before, MachineUse now) {
        return before.running() != now.running()
                || now.cpuMillis() < before.cpuMillis()
                || now.netBytes() < before.netBytes();
    }
}
