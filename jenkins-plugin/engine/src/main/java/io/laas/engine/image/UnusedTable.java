package io.laas.engine.image;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Rows of since when nothing uses a file of an image on a host. */
final class UnusedTable {
    private static final String OF_HOST = "select name, since from image_unused where host = :host";
    private static final String INSERT = "insert into image_unused (host, name, since) values (:host, :name, :now)";
    private static final String DELETE = "delete from image_unused where host = :host and name = :name";

    private final Handle handle;
    private final Tx tx;

    UnusedTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** Returns the files of the host that have been unused since then or longer. */
    List<String> since(HostId host, Instant then) {
        return all(host).entrySet().stream()
                .filter(e -> !e.getValue().isAfter(then))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Writes down which files are unused now: new ones from now on, as those whose time lies ahead because the clock was set back. */
    void keep(HostId host, Set<String> unused) {
        Map<String, Instant> known = all(host);
        known.forEach((name, since) -> {
            if (!unused.contains(name) || since.isAfter(tx.now())) {
                change(DELETE, host, name).execute();
            }
        });
        unused.stream()
                .filter(name -> !known.containsKey(name) || known.get(name).isAfter(tx.now()))
                .forEach(
                        name -> change(INSERT, host, name).bind("now", tx.now()).execute());
    }

    private Update change(String sql, HostId host, String name) {
        return handle.createUpdate(sql).bind("host", host.value()).bind("name", name);
    }

    private Map<String, Instant> all(HostId host) {
        return handle
                .createQuery(OF_HOST)
                .bind("host", host.value())
                .map((rs, ctx) -> Map.entry(rs.getString("name"), Columns.instant(rs, "since")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
