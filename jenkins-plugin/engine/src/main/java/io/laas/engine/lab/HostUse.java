package io.laas.engine.lab;

import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.pod.Capacity;
import java.util.HashMap;
import java.util.Map;

/** What is taken of each host at this moment. */
final class HostUse {
    private static final String STANDING = """
            select host, cores, memory_mib, disk_gib from vpod
             where state in ('NEW', 'PREPARING', 'FREE', 'IN_USE', 'CLEANING', 'QUARANTINED', 'DRAINED')
               and (kind = 'STATIC' or range_index is not null)""";

    private final Tx tx;

    HostUse(Tx tx) {
        this.tx = tx;
    }

    Map<HostId, Capacity> now() {
        Map<HostId, Capacity> used = new HashMap<>();
        tx.handle()
                .createQuery(STANDING)
                .map((rs, ctx) -> Map.entry(
                        new HostId(rs.getString("host")),
                        new Capacity(rs.getInt("cores"), rs.getInt("memory_mib"), rs.getInt("disk_gib"))))
                .forEach(e -> used.merge(e.getKey(), e.getValue(), Capacity::plus));
        return used;
    }
}
