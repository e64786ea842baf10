package io.laas.chat.store;

import io.laas.chat.platform.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was taken in and perhaps not answered yet. */
public final class Requests {
    private static final String INSERT = """
            merge into request r using (select cast(:id as varchar(200)) id) n on r.id = n.id
            when not matched then insert (id, identity, target_kind, target, line, action, reply_to, asked_at, done)
             values (:id, :identity, :kind, :target, :line, :action, :replyTo, :at, false)""";
    private static final String OPEN = """
            select id, identity, target_kind, target, line, action, reply_to, asked_at from request
             where not done and asked_at > :since order by asked_at, id""";
    private static final String DONE = "update request set done = true, reply_to = '' where id = :id";
    private static final String FORGET = "delete from request where asked_at <= :before";

    private final Handle handle;

    Requests(Handle handle) {
        this.handle = handle;
    }

    /** Takes a request in; false if it was taken in before. */
    public boolean add(Request r) {
        return handle.createUpdate(INSERT)
                        .bind("id", r.id())
                        .bind("identity", r.identity())
                        .bind("kind", r.place().kind().name())
                        .bind("target", r.place().id())
                        .bind("line", r.line())
                        .bind("action", r.action().orElse(null))
                        .bind("replyTo", r.replyTo())
                        .bind("at", r.at().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Returns what was taken in since and not answered, oldest first. */
    public List<Request> open(Instant since) {
        return handle.createQuery(OPEN)
                .bind("since", since.toEpochMilli())
                .map((rs, context) -> request(rs))
                .list();
    }

    private static Request request(ResultSet rs) throws SQLException {
        String identity = rs.getString("identity");
        String platform = identity.substring(0, identity.indexOf(':'));
        return new Request(
                rs.getString("id"),
                identity,
                new Target(platform, Target.Kind.valueOf(rs.getString("target_kind")), rs.getString("target")),
                rs.getString("line"),
                Optional.ofNullable(rs.getString("action")),
                rs.getString("reply_to"),
                Instant.ofEpochMilli(rs.getLong("asked_at")));
    }

    /** Remembers that it was answered, and forgets how. */
    public void done(String id) {
        handle.createUpdate(DONE).bind("id", id).execute();
    }

    /** Forgets what was asked up to then; the platform must not deliver it again. */
    public void forget(Instant before) {
        handle.createUpdate(FORGET).bind("before", before.toEpochMilli()).execute();
    }
}
