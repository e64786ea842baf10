package io.laas.engine.store;

import io.laas.model.HostId;
import io.laas.model.LabId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The rows of hosts, which are the locks on everything that stands on them or is to stand there. */
public final class HostTable {
    private static final String LOCK = "select id from host where id = :id for update";
    private static final String OF_LAB = "select id from host where lab = :lab order by id";
    private static final String ALL = "select id, lab, configured from host order by id";
    private static final String INSERT = "insert into host (id, lab, configured) values (:id, :lab, true)";
    private static final String CONFIGURE = "update host set lab = :lab, configured = :configured where id = :id";

    private final Handle handle;

    /** A host as the store knows it; {@code configured} is false once it was taken out of the configuration. */
    public record HostRow(HostId id, LabId lab, boolean configured) {}

    public HostTable(Tx tx) {
        this.handle = tx.handle();
    }

    /** Locks the hosts, one after the other in the order of their names; those not known are left out. */
    public void lock(Collection<HostId> hosts) {
        for (HostId host : new TreeSet<>(hosts)) {
            handle.createQuery(LOCK)
                    .bind("id", host.value())
                    .mapTo(String.class)
                    .findOne();
        }
    }

    /** Locks all hosts of the lab. */
    public void lockLab(LabId lab) {
        lockLab(lab, Optional.empty());
    }

    /** Locks all hosts of the lab, and one more that may have left it since. */
    public void lockLab(LabId lab, Optional<HostId> also) {
        Set<HostId> hosts = new TreeSet<>(handle.createQuery(OF_LAB)
                .bind("lab", lab.value())
                .map((rs, ctx) -> new HostId(rs.getString("id")))
                .list());
        also.ifPresent(hosts::add);
        lock(hosts);
    }

    public List<HostRow> all() {
        return handle.createQuery(ALL)
                .map((rs, ctx) -> new HostRow(
                        new HostId(rs.getString("id")), new LabId(rs.getString("lab")), rs.getBoolean("configured")))
                .list();
    }

    /** Makes the host known, or brings what is known up to date. */
    public void put(HostRow host) {
        int changed = handle.createUpdate(CONFIGURE)
                .bind("lab", host.lab().value())
                .bind("configured", host.configured())
                .bind("id", host.id().value())
                .execute();
        if (changed == 0) {
            handle.createUpdate(INSERT)
                    .bind("id", host.id().value())
                    .bind("lab", host.lab().value())
                    .execute();
        }
    }
}
