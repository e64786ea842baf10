package io.laas.engine.account;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of accounts and their ssh keys. The account's row is the lock on what is counted for each user. */
public final class AccountTable {
    private static final String LOCK =
            "select user_id, rights, zone, created_at from account where user_id = :user for update";
    private static final String FIND = "select user_id, rights, zone, created_at from account where user_id = :user";
    private static final String INSERT = """
            insert into account (user_id, rights, zone, created_at) values (:user, :rights, null, :now)""";
    private static final String UPDATE = "update account set rights = :rights, zone = :zone where user_id = :user";
    private static final String KEYS = "select id, line from ssh_key where user_id = :user order by id";
    private static final String ADD_KEY = "insert into ssh_key (user_id, line, added_at) values (:user, :line, :now)";
    private static final String REMOVE_KEY = "delete from ssh_key where id = :id and user_id = :user";

    private final Handle handle;
    private final Tx tx;

    public AccountTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** Locks the account until the transaction ends; it is made with VIEW and BOOK if it is not there. */
    public Account lock(UserId user) {
        return query(LOCK, user).orElseGet(() -> {
            insert(user, EnumSet.of(Right.VIEW, Right.BOOK));
            return query(LOCK, user).orElseThrow();
        });
    }

    public Optional<Account> find(UserId user) {
        return query(FIND, user);
    }

    void insert(UserId user, Set<Right> rights) {
        handle.createUpdate(INSERT)
                .bind("user", user.value())
                .bind("rights", text(rights))
                .bind("now", tx.now())
                .execute();
    }

    void update(Account account) {
        handle.createUpdate(UPDATE)
                .bind("rights", text(account.rights()))
                .bind("zone", account.zone().map(ZoneId::getId).orElse(null))
                .bind("user", account.user().value())
                .execute();
    }

    List<StoredKey> keys(UserId user) {
        return handle.createQuery(KEYS)
                .bind("user", user.value())
                .map((rs, ctx) -> new StoredKey(rs.getString("id"), new SshKey(rs.getString("line"))))
                .list();
    }

    /** Returns the keys of all these users, each once, in a fixed order. */
    public List<SshKey> keysOf(Collection<UserId> users) {
        return new TreeSet<>(users)
                .stream()
                        .flatMap(u -> keys(u).stream().map(StoredKey::key))
                        .distinct()
                        .toList();
    }

    void addKey(UserId user, SshKey key) {
        handle.createUpdate(ADD_KEY)
                .bind("user", user.value())
                .bind("line", key.line())
                .bind("now", tx.now())
                .execute();
    }

    void removeKey(UserId user, String id) {
        handle.createUpdate(REMOVE_KEY)
                .bind("id", Long.parseLong(id))
                .bind("user", user.value())
                .execute();
    }

    private Optional<Account> query(String sql, UserId user) {
        return handle.createQuery(sql)
                .bind("user", user.value())
                .map((rs, ctx) -> account(rs))
                .findOne();
    }

    private static Account account(ResultSet rs) throws SQLException {
        return new Account(
                new UserId(rs.getString("user_id")),
                rights(rs.getString("rights")),
                Columns.text(rs, "zone").map(ZoneId::of),
                Columns.instant(rs, "created_at"));
    }

    static Set<Right> rights(String text) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        Arrays.stream(text.split(","))
                .filter(r -> !r.isEmpty())
                .map(Right::valueOf)
                .forEach(rights::add);
        return rights;
    }

    static String text(Set<Right> rights) {
        return rights.stream().sorted().map(Right::name).collect(Collectors.joining(","));
    }
}
