package io.laas.engine.store;

import org.jdbi.v3.core.Handle;

/** Remembers what was sent, so that it is sent once. */
public final class Outbox {
    private static final String SENT = "select count(*) from outbox where message_key = :key";
    private static final String INSERT = "insert into outbox (message_key, sent_at) values (:key, :now)";

    private final Tx tx;

    public Outbox(Tx tx) {
        this.tx = tx;
    }

    /** Returns whether the message was not sent before; it counts as sent when the transaction commits. */
    public boolean first(String key) {
        Handle handle = tx.handle();
        if (sent(key)) {
            return false;
        }
        handle.createUpdate(INSERT).bind("key", key).bind("now", tx.now()).execute();
        return true;
    }

    /** Returns whether the message was sent. */
    public boolean sent(String key) {
        return tx.handle().createQuery(SENT).bind("key", key).mapTo(Long.class).one() > 0;
    }
}
