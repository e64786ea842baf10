package io.laas.engine.reconcile;

import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.operation.Leak;
import io.laas.model.operation.LeakKind;
import java.util.List;

/** Files of snapshots on a host that the store does not know of, as leaks. */
final class SnapshotLeaks {
    private static final VpodId NOBODY_KNOWS = new VpodId("unknown");

    private SnapshotLeaks() {}

    static List<Leak> of(List<String> files, HostId host) {
        return files.stream()
                .map(f -> new Leak(
                        LeakKind.UNTRACKED, host, SnapshotVolumes.vpod(f).orElse(NOBODY_KNOWS), "snapshot", f))
                .toList();
    }
}
