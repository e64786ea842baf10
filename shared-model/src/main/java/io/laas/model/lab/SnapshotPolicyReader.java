package io.laas.model.lab;

import java.util.List;
import java.util.Optional;

/** Reads {@code snapshots}; what is left out is as in {@link SnapshotPolicy#DEFAULT}. */
final class SnapshotPolicyReader {
    static final List<String> KEYS = List.of("max-kept", "max-size");

    private SnapshotPolicyReader() {}

    static Optional<SnapshotPolicy> read(YamlValue value) {
        return value.object(KEYS, f -> {
            int kept = f.integer("max-kept", SnapshotPolicy.DEFAULT.maxKept());
            int size = f.value("max-size").isPresent() ? f.gibibytes("max-size") : SnapshotPolicy.DEFAULT.maxGiB();
            return () -> new SnapshotPolicy(kept, size);
        });
    }
}
