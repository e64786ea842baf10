package io.laas.engine.account;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of link codes and of chat identities. */
final class LinkTable {
    private static final String ADD_CODE =
            "insert into link_code (code_hash, user_id, valid_until) values (:hash, :user, :until)";
    private static final String CODE = "select user_id from link_code where code_hash = :hash and valid_until > :now";
    private static final String USE_CODE = "delete from link_code where code_hash = :hash";
    private static final String OLD_CODES = "delete from link_code where valid_until <= :now";
    private static final String FIND = "select identity, user_id, since from chat_identity where identity = :identity";
    private static final String ALL = "select identity, user_id, since from chat_identity order by identity";
    private static final String INSERT =
            "insert into chat_identity (identity, user_id, since) values (:identity, :user, :now)";
    private static final String DELETE = "delete from chat_identity where identity = :identity";

    private final Handle handle;
    private final Tx tx;

    LinkTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    void addCode(String code, UserId user, Instant until) {
        handle.createUpdate(OLD_CODES).bind("now", tx.now()).execute();
        handle.createUpdate(ADD_CODE)
                .bind("hash", Secrets.hash(code))
                .bind("user", user.value())
                .bind("until", until)
                .execute();
    }

    /** Returns whose code it is and makes it void; empty if it is unknown, used or too old. */
    Optional<UserId> useCode(String code) {
        String hash = Secrets.hash(code);
        Optional<UserId> user = handle.createQuery(CODE)
                .bind("hash", hash)
                .bind("now", tx.now())
                .map((rs, ctx) -> new UserId(rs.getString("user_id")))
                .findOne();
        int used = handle.createUpdate(USE_CODE).bind("hash", hash).execute();
        return used == 1 ? user : Optional.empty();
    }

    Optional<Link> find(String identity) {
        return handle.createQuery(FIND)
                .bind("identity", identity)
                .map((rs, ctx) -> link(rs))
                .findOne();
    }

    List<Link> all() {
        return handle.createQuery(ALL).map((rs, ctx) -> link(rs)).list();
    }

    Link put(String identity, UserId user) {
        remove(identity);
        handle.createUpdate(INSERT)
                .bind("identity", identity)
                .bind("user", user.value())
                .bind("now", tx.now())
                .execute();
        return new Link(identity, user, tx.now());
    }

    void remove(String identity) {
        handle.createUpdate(DELETE).bind("identity", identity).execute();
    }

    private static Link link(ResultSet rs) throws SQLException {
        return new Link(rs.getString("identity"), new UserId(rs.getString("user_id")), Columns.instant(rs, "since"));
    }
}
