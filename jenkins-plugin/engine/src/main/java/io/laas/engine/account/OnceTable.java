package io.laas.engine.account;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of what was done under which idempotency key; kept for 24 hours. Keys and requests are kept as digests. */
final class OnceTable {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final String FIND = """
            select request_hash, result from idempotency
             where user_id = :user and request_key = :key and created_at > :oldest""";
    private static final String REMOVE = "delete from idempotency where user_id = :user and request_key = :key";
    private static final String REMOVE_OLD = REMOVE + " and created_at <= :oldest";
    private static final String CLAIM = """
            insert into idempotency (user_id, request_key, request_hash, created_at)
            values (:user, :key, :hash, :now)""";
    private static final String KEEP = """
            update idempotency set result = :result where user_id = :user and request_key = :key""";
    private static final String PURGE = "delete from idempotency where created_at <= :oldest";

    private final Handle handle;
    private final Tx tx;

    /**
     * What was asked for under a key.
     *
     * @param result what came of it; empty in rows of earlier versions
     */
    record Row(String requestHash, Optional<String> result) {}

    OnceTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /**
     * Returns what was done under the key, or takes the key for this transaction. If another one has it just now, this waits for that
     * one's end and is then done again from the start.
     */
    Optional<Row> findOrClaim(UserId user, RequestKey key) {
        Optional<Row> found = find(user, key);
        if (found.isEmpty()) {
            removeOld(user, key);
            handle.createUpdate(CLAIM)
                    .bind("user", user.value())
                    .bind("key", Secrets.hash(key.key()))
                    .bind("hash", Secrets.hash(key.request()))
                    .bind("now", tx.now())
                    .execute();
        }
        return found;
    }

    /** Returns what was done under the key. */
    Optional<Row> find(UserId user, RequestKey key) {
        return handle.createQuery(FIND)
                .bind("user", user.value())
                .bind("key", Secrets.hash(key.key()))
                .bind("oldest", tx.now().minus(KEPT))
                .map((rs, ctx) -> new Row(rs.getString("request_hash"), Columns.text(rs, "result")))
                .findOne();
    }

    void keep(UserId user, RequestKey key, String result) {
        handle.createUpdate(KEEP)
                .bind("result", result)
                .bind("user", user.value())
                .bind("key", Secrets.hash(key.key()))
                .execute();
    }

    void remove(UserId user, RequestKey key) {
        handle.createUpdate(REMOVE)
                .bind("user", user.value())
                .bind("key", Secrets.hash(key.key()))
                .execute();
    }

    /** Leaves a row that another transaction has written since this one looked. */
    private void removeOld(UserId user, RequestKey key) {
        handle.createUpdate(REMOVE_OLD)
                .bind("user", user.value())
                .bind("key", Secrets.hash(key.key()))
                .bind("oldest", tx.now().minus(KEPT))
                .execute();
    }

    void purge() {
        handle.createUpdate(PURGE).bind("oldest", tx.now().minus(KEPT)).execute();
    }
}
