package io.laas.engine.account;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of tokens. */
final class TokenTable {
    private static final String COLUMNS = "id, user_id, name, rights, secret_hash, created_at, revoked_at";
    private static final String FIND = "select " + COLUMNS + " from token where id = :id";
    private static final String ALL = "select " + COLUMNS + " from token order by created_at, id";
    private static final String ANY = "select count(*) from token";
    private static final String GOOD = "select count(*) from token where user_id = :user and revoked_at is null";
    private static final String OF_USER = "select count(*) from token where user_id = :user";
    private static final String INSERT = """
            insert into token (id, user_id, name, rights, secret_hash, created_at)
            values (:id, :user, :name, :rights, :hash, :now)""";
    private static final String REVOKE = "update token set revoked_at = :now where id = :id and revoked_at is null";

    private final Handle handle;
    private final Tx tx;

    record TokenRow(Token token, String secretHash) {}

    TokenTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<TokenRow> find(String id) {
        return handle.createQuery(FIND).bind("id", id).map((rs, ctx) -> row(rs)).findOne();
    }

    List<Token> all() {
        return handle.createQuery(ALL).map((rs, ctx) -> row(rs).token()).list();
    }

    boolean isEmpty() {
        return handle.createQuery(ANY).mapTo(Long.class).one() == 0;
    }

    /** Returns whether the user had tokens and all of them are void. */
    boolean allRevoked(UserId user) {
        return count(GOOD, user) == 0 && count(OF_USER, user) > 0;
    }

    private long count(String sql, UserId user) {
        return handle.createQuery(sql)
                .bind("user", user.value())
                .mapTo(Long.class)
                .one();
    }

    IssuedToken insert(NewToken token) {
        String id = Secrets.newId();
        String secret = Secrets.newSecret(id);
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("user", token.user().value())
                .bind("name", token.name())
                .bind("rights", AccountTable.text(token.rights()))
                .bind("hash", Secrets.hash(secret))
                .bind("now", tx.now())
                .execute();
        return new IssuedToken(
                new Token(id, token.user(), token.name(), token.rights(), tx.now(), Optional.empty()), secret);
    }

    void revoke(String id) {
        handle.createUpdate(REVOKE).bind("now", tx.now()).bind("id", id).execute();
    }

    private static TokenRow row(ResultSet rs) throws SQLException {
        Token token = new Token(
                rs.getString("id"),
                new UserId(rs.getString("user_id")),
                rs.getString("name"),
                AccountTable.rights(rs.getString("rights")),
                Columns.instant(rs, "created_at"),
                Columns.optionalInstant(rs, "revoked_at"));
        return new TokenRow(token, rs.getString("secret_hash"));
    }
}
