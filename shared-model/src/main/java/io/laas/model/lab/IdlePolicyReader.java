package io.laas.model.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code policy.idle}. */
final class IdlePolicyReader {
    static final List<String> KEYS = List.of("after", "grace", "cpu", "traffic");

    private IdlePolicyReader() {}

    static Optional<IdlePolicy> read(YamlValue value) {
        return value.object(KEYS, f -> {
            Duration after = f.parsed("after", Quantities::duration);
            Duration grace = f.duration("grace", IdlePolicy.USUAL_GRACE);
            int cpu = f.integer("cpu", IdlePolicy.USUAL_CPU);
            int traffic = f.integer("traffic", IdlePolicy.USUAL_TRAFFIC);
            return () -> new IdlePolicy(after, grace, cpu, traffic);
        });
    }
}
