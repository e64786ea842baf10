package io.laas.engine.booking;

import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of what was done under which idempotency key; kept for 24 hours. */
final class IdempotencyTable {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final String FIND = """
            select request_hash, booking from idempotency
             where user_id = :user and request_key = :key and created_at > :oldest""";
    private static final String REMOVE_OLD = """
            delete from idempotency where user_id = :user and request_key = :key and created_at <= :oldest""";
    private static final String INSERT = """
            insert into idempotency (user_id, request_key, request_hash, booking, created_at)
            values (:user, :key, :hash, :booking, :now)""";
    private static final String PURGE = "delete from idempotency where created_at <= :oldest";

    private final Handle handle;
    private final Tx tx;

    /** What was done under a key. */
    record Done(String requestHash, BookingId booking) {}

    IdempotencyTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<Done> find(UserId user, String key) {
        return handle.createQuery(FIND)
                .bind("user", user.value())
                .bind("key", shortened(key))
                .bind("oldest", tx.now().minus(KEPT))
                .map((rs, ctx) -> new Done(rs.getString("request_hash"), new BookingId(rs.getLong("booking"))))
                .findOne();
    }

    /** Keeps what was done; if somebody else did it under the key just now, this transaction starts anew and finds that. */
    void put(UserId user, String key, Done done) {
        handle.createUpdate(REMOVE_OLD)
                .bind("user", user.value())
                .bind("key", shortened(key))
                .bind("oldest", tx.now().minus(KEPT))
                .execute();
        handle.createUpdate(INSERT)
                .bind("user", user.value())
                .bind("key", shortened(key))
                .bind("hash", done.requestHash())
                .bind("booking", done.booking().number())
                .bind("now", tx.now())
                .execute();
    }

    void purge() {
        handle.createUpdate(PURGE).bind("oldest", tx.now().minus(KEPT)).execute();
    }

    /** Keys are the caller's text: whatever its length, it fits and stays distinct. */
    private static String shortened(String key) {
        return hash(key);
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
