package io.laas.engine.installer;

import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.OperationId;
import io.laas.model.installer.Installation;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What operations install: the name for good, the work with its values until the operation ends. */
public final class InstallationTable {
    private static final String INSERT =
            "insert into installation (operation, installer, work) values (:operation, :installer, :work)";
    private static final String WORK =
            "select work from installation where operation = :operation and work is not null";
    private static final String NAME = "select installer from installation where operation = :operation";
    private static final String FORGET = "update installation set work = null where operation = :operation";

    private final Handle handle;

    public InstallationTable(Tx tx) {
        this.handle = tx.handle();
    }

    public void insert(OperationId operation, Installation installation) {
        handle.createUpdate(INSERT)
                .bind("operation", operation.number())
                .bind("installer", installation.installer())
                .bind("work", Json.write(installation))
                .execute();
    }

    /** Returns what an operation that has not ended installs. */
    public Optional<Installation> work(OperationId operation) {
        return handle.createQuery(WORK)
                .bind("operation", operation.number())
                .mapTo(String.class)
                .findOne()
                .map(text -> Json.read(text, Installation.class));
    }

    /** Returns the name of what an operation installs or has installed. */
    public Optional<String> installer(OperationId operation) {
        return handle.createQuery(NAME)
                .bind("operation", operation.number())
                .mapTo(String.class)
                .findOne();
    }

    /** Forgets the values, which may be secrets. */
    public void forget(OperationId operation) {
        handle.createUpdate(FORGET).bind("operation", operation.number()).execute();
    }
}
