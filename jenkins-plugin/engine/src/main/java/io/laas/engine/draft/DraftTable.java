package io.laas.engine.draft;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of drafts. */
final class DraftTable {
    private static final String COLUMNS = "id, owner, title, content, revision, created_at, changed_at";
    private static final String FIND = "select " + COLUMNS + " from draft where id = :id and owner = :owner";
    private static final String LOCK = FIND + " for update";
    private static final String OF_OWNER =
            "select " + COLUMNS + " from draft where owner = :owner order by changed_at desc, id desc";
    private static final String INSERT = """
            insert into draft (owner, title, content, revision, created_at, changed_at)
            values (:owner, :title, :content, 1, :now, :now)""";
    private static final String CHANGE = """
            update draft set title = :title, content = :content, revision = revision + 1, changed_at = :now
             where id = :id""";
    private static final String DELETE = "delete from draft where id = :id";

    private final Handle handle;
    private final Tx tx;

    DraftTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<Draft> find(long id, UserId owner) {
        return one(FIND, id, owner);
    }

    /** Locks the draft until the transaction ends. */
    Optional<Draft> lock(long id, UserId owner) {
        return one(LOCK, id, owner);
    }

    private Optional<Draft> one(String sql, long id, UserId owner) {
        return handle.createQuery(sql)
                .bind("id", id)
                .bind("owner", owner.value())
                .map((rs, ctx) -> draft(rs))
                .findOne();
    }

    List<Draft> of(UserId owner) {
        return handle.createQuery(OF_OWNER)
                .bind("owner", owner.value())
                .map((rs, ctx) -> draft(rs))
                .list();
    }

    Draft insert(UserId owner, Draft.Text text) {
        long id = handle.createUpdate(INSERT)
                .bind("owner", owner.value())
                .bind("title", text.title())
                .bind("content", text.content())
                .bind("now", tx.now())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return find(id, owner).orElseThrow();
    }

    void change(long id, Draft.Text text) {
        handle.createUpdate(CHANGE)
                .bind("id", id)
                .bind("title", text.title())
                .bind("content", text.content())
                .bind("now", tx.now())
                .execute();
    }

    void delete(long id) {
        handle.createUpdate(DELETE).bind("id", id).execute();
    }

    private static Draft draft(ResultSet rs) throws SQLException {
        return new Draft(
                rs.getLong("id"),
                new UserId(rs.getString("owner")),
                rs.getString("title"),
                rs.getString("content"),
                rs.getInt("revision"),
                Columns.instant(rs, "created_at"),
                Columns.instant(rs, "changed_at"));
    }
}
