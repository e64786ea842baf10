package io.laas.engine.account;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of feeds; those that were revoked are kept and not found. */
final class FeedTable {
    private static final String COLUMNS = "id, user_id, lab, secret_hash, created_at";
    private static final String FIND = "select " + COLUMNS + " from feed where id = :id and revoked_at is null";
    private static final String OF_USER = "select " + COLUMNS + "\n" + """
             from feed where user_id = :user and revoked_at is null order by created_at, id""";
    private static final String INSERT = """
            insert into feed (id, user_id, lab, secret_hash, created_at)
            values (:id, :user, :lab, :hash, :now)""";
    private static final String REVOKE = "update feed set revoked_at = :now where id = :id and revoked_at is null";

    private final Handle handle;
    private final Tx tx;

    record FeedRow(Feed feed, String secretHash) {}

    FeedTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<FeedRow> find(String id) {
        return handle.createQuery(FIND).bind("id", id).map((rs, ctx) -> row(rs)).findOne();
    }

    List<Feed> of(UserId user) {
        return handle.createQuery(OF_USER)
                .bind("user", user.value())
                .map((rs, ctx) -> row(rs).feed())
                .list();
    }

    IssuedFeed insert(UserId user, Optional<LabId> lab) {
        String id = Secrets.newId();
        String secret = Secrets.newSecret(id);
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("user", user.value())
                .bind("lab", lab.map(LabId::value).orElse(null))
                .bind("hash", Secrets.hash(secret))
                .bind("now", tx.now())
                .execute();
        return new IssuedFeed(new Feed(id, user, lab, tx.now()), secret);
    }

    void revoke(String id) {
        handle.createUpdate(REVOKE).bind("now", tx.now()).bind("id", id).execute();
    }

    private static FeedRow row(ResultSet rs) throws SQLException {
        Feed feed = new Feed(
                rs.getString("id"),
                new UserId(rs.getString("user_id")),
                Columns.text(rs, "lab").map(LabId::new),
                Columns.instant(rs, "created_at"));
        return new FeedRow(feed, rs.getString("secret_hash"));
    }
}
