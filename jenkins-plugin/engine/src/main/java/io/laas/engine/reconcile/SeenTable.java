package io.laas.engine.reconcile;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Rows of when something unknown was first seen on a host. */
final class SeenTable {
    private static final String FIND = "select first_seen from leak_seen where host = :host and vpod = :vpod";
    private static final String INSERT = "insert into leak_seen (host, vpod, first_seen) values (:host, :vpod, :now)";
    private static final String DELETE = "delete from leak_seen where host = :host and vpod = :vpod";
    private static final String OF_HOST = "select vpod from leak_seen where host = :host";

    private final Handle handle;
    private final Tx tx;

    SeenTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** Returns since when the vpod's things are known to be there; from now on if they are new, or the clock was set back. */
    Instant since(HostId host, VpodId vpod) {
        Instant first = handle.createQuery(FIND)
                .bind("host", host.value())
                .bind("vpod", vpod.value())
                .map((rs, ctx) -> Columns.instant(rs, "first_seen"))
                .findOne()
                .orElse(Instant.MAX);
        if (!first.isAfter(tx.now())) {
            return first;
        }
        forget(host, vpod);
        handle.createUpdate(INSERT)
                .bind("host", host.value())
                .bind("vpod", vpod.value())
                .bind("now", tx.now())
                .execute();
        return tx.now();
    }

    /** Forgets what is no longer there. */
    void keepOnly(HostId host, Set<VpodId> present) {
        handle
                .createQuery(OF_HOST)
                .bind("host", host.value())
                .map((rs, ctx) -> new VpodId(rs.getString("vpod")))
                .list()
                .stream()
                .filter(v -> !present.contains(v))
                .forEach(v -> forget(host, v));
    }

    private void forget(HostId host, VpodId vpod) {
        handle.createUpdate(DELETE)
                .bind("host", host.value())
                .bind("vpod", vpod.value())
                .execute();
    }
}
