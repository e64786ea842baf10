package io.laas.chat.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Buttons that are good. */
public final class Actions {
    private static final String INSERT = """
            insert into action (id, command, identity, once, good_until)
            values (:id, :command, :identity, :once, :until)""";
    private static final String FIND =
            "select id, command, identity, once, good_until, used_by from action where id = :id";
    private static final String USE =
            "update action set used_by = :request where id = :id and (used_by is null or used_by = :request)";
    private static final String RENEW = "update action set used_by = null where id = :id and used_by = :request";
    private static final String FORGET = "delete from action where good_until <= :before";

    private final Handle handle;

    Actions(Handle handle) {
        this.handle = handle;
    }

    public void add(Action action) {
        handle.createUpdate(INSERT)
                .bind("id", action.id())
                .bind("command", action.command())
                .bind("identity", action.identity().orElse(null))
                .bind("once", action.once())
                .bind("until", action.goodUntil().toEpochMilli())
                .execute();
    }

    public Optional<Action> find(String id) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .map((rs, context) -> new Action(
                        rs.getString("id"),
                        rs.getString("command"),
                        Optional.ofNullable(rs.getString("identity")),
                        rs.getBoolean("once"),
                        Instant.ofEpochMilli(rs.getLong("good_until")),
                        Optional.ofNullable(rs.getString("used_by"))))
                .findOne();
    }

    /** Uses it up for a request; false if another one used it up before. */
    public boolean use(String id, String request) {
        return handle.createUpdate(USE).bind("id", id).bind("request", request).execute() == 1;
    }

    /** Makes it good again, because the request did nothing. */
    public void renew(String id, String request) {
        handle.createUpdate(RENEW).bind("id", id).bind("request", request).execute();
    }

    public void forget(Instant before) {
        handle.createUpdate(FORGET).bind("before", before.toEpochMilli()).execute();
    }
}
