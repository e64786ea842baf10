package io.laas.engine.remote;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of labs elsewhere. A row is the lock on the lab's work: claims of one lab come one after the other. */
final class RemoteLabTable {
    private static final String COLUMNS =
            "lab, user_id, file, directory, worker, published_at, seen_at, retired from remote_lab";
    private static final String FIND = "select " + COLUMNS + " where lab = :lab";
    private static final String LOCK = FIND + " for update";
    private static final String OF_USER = "select " + COLUMNS + " where user_id = :user";
    private static final String ALL = "select " + COLUMNS + " order by lab";
    private static final String OF_HOST = """
            select r.lab from remote_lab r join host h on h.lab = r.lab where h.id = :host""";
    private static final String INSERT = "insert into remote_lab (lab, user_id, retired) values (:lab, :user, false)";
    private static final String SERVE = "update remote_lab set user_id = :user, retired = false where lab = :lab";
    private static final String PUBLISH = """
            update remote_lab set file = :file, directory = :directory, published_at = :now where lab = :lab""";
    private static final String RETIRE = "update remote_lab set retired = true where lab = :lab";
    private static final String SEEN = "update remote_lab set seen_at = :now, worker = :worker where lab = :lab";

    private final Handle handle;
    private final Tx tx;

    RemoteLabTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<RemoteLab> find(LabId lab) {
        return handle.createQuery(FIND)
                .bind("lab", lab.value())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    Optional<RemoteLab> lock(LabId lab) {
        return handle.createQuery(LOCK)
                .bind("lab", lab.value())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    Optional<RemoteLab> servedBy(UserId user) {
        return handle.createQuery(OF_USER)
                .bind("user", user.value())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    List<RemoteLab> all() {
        return handle.createQuery(ALL).map((rs, ctx) -> row(rs)).list();
    }

    /** Returns the lab elsewhere that the host belongs to, or belonged to before it left the configuration. */
    Optional<LabId> ofHost(HostId host) {
        return handle.createQuery(OF_HOST)
                .bind("host", host.value())
                .map((rs, ctx) -> new LabId(rs.getString("lab")))
                .findOne();
    }

    void insert(LabId lab, UserId user) {
        handle.createUpdate(INSERT)
                .bind("lab", lab.value())
                .bind("user", user.value())
                .execute();
    }

    /** Gives the lab to an account, also a lab that was retired. */
    void serve(LabId lab, UserId user) {
        handle.createUpdate(SERVE)
                .bind("lab", lab.value())
                .bind("user", user.value())
                .execute();
    }

    void publish(LabId lab, String file, String directory) {
        handle.createUpdate(PUBLISH)
                .bind("lab", lab.value())
                .bind("file", file)
                .bind("directory", directory)
                .bind("now", tx.now())
                .execute();
    }

    void retire(LabId lab) {
        handle.createUpdate(RETIRE).bind("lab", lab.value()).execute();
    }

    void seen(LabId lab, String worker) {
        handle.createUpdate(SEEN)
                .bind("lab", lab.value())
                .bind("worker", worker)
                .bind("now", tx.now())
                .execute();
    }

    private static RemoteLab row(ResultSet rs) throws SQLException {
        return new RemoteLab(
                new LabId(rs.getString("lab")),
                new UserId(rs.getString("user_id")),
                Columns.text(rs, "file"),
                Columns.text(rs, "directory").orElse("/"),
                Columns.text(rs, "worker").orElse(""),
                Columns.optionalInstant(rs, "published_at"),
                Columns.optionalInstant(rs, "seen_at"),
                rs.getBoolean("retired"));
    }
}
