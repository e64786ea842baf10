package io.laas.chat.store;

import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.Target;
import io.laas.chat.store.Post.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages that are owed or kept up to date. */
public final class Posts {
    private static final String COLUMNS = """
            select id, post_key, platform, target_kind, target, booking, topic, state, tries, not_before, conversation, message,
                   shown, created_at from post""";
    private static final String INSERT = """
            merge into post p using (select cast(:key as varchar(300)) post_key) n on p.post_key = n.post_key
            when not matched then insert
             (post_key, platform, target_kind, target, booking, topic, state, tries, not_before, created_at)
             values (:key, :platform, :kind, :target, :booking, :topic, 'PENDING', 0, :now, :now)""";
    private static final String OWED = COLUMNS
            + " where platform = :platform and state in ('PENDING', 'SENDING') and not_before <= :now order by id limit :limit";
    private static final String NEXT =
            "select min(not_before) from post where platform = :platform and state in ('PENDING', 'SENDING')";
    private static final String OPEN = COLUMNS + " where platform = :platform and state = 'OPEN' order by id";
    private static final String OF_BOOKING = COLUMNS + " where booking = :booking order by id";
    private static final String FIND = COLUMNS + " where post_key = :key";
    private static final String FIND_ID = COLUMNS + " where id = :id";
    private static final String COUNT =
            "select count(*) from post where platform = :platform and state in ('PENDING', 'SENDING')";
    private static final String SENDING = "update post set state = 'SENDING', tries = tries + 1 where id = :id";
    private static final String AGAIN = "update post set state = :state, not_before = :at where id = :id";
    private static final String SENT = """
            update post set state = :state, conversation = :conversation, message = :message, shown = :shown where id = :id""";
    private static final String EDITED = "update post set state = :state, shown = :shown where id = :id";
    private static final String END = "update post set state = :state where id = :id";
    private static final String FORGET =
            "delete from post where created_at <= :before and state in ('CLOSED', 'DROPPED')";

    private final Handle handle;

    Posts(Handle handle) {
        this.handle = handle;
    }

    /** Owes a message; false if one with that key is or was owed. */
    public boolean owe(String key, Target target, Optional<String> booking, String topic, Instant now) {
        return handle.createUpdate(INSERT)
                        .bind("key", key)
                        .bind("platform", target.platform())
                        .bind("kind", target.kind().name())
                        .bind("target", target.id())
                        .bind("booking", booking.orElse(null))
                        .bind("topic", topic)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Returns what is to be sent now, oldest first. */
    public List<Post> owed(String platform, Instant now, int limit) {
        return handle.createQuery(OWED)
                .bind("platform", platform)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((rs, context) -> post(rs))
                .list();
    }

    /** Returns when something is to be sent next. */
    public Optional<Instant> nextOwed(String platform) {
        return handle.createQuery(NEXT)
                .bind("platform", platform)
                .map((rs, context) -> {
                    long at = rs.getLong(1);
                    return rs.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(at));
                })
                .one();
    }

    /** Returns what is kept up to date. */
    public List<Post> open(String platform) {
        return handle.createQuery(OPEN)
                .bind("platform", platform)
                .map((rs, context) -> post(rs))
                .list();
    }

    public List<Post> ofBooking(String booking) {
        return handle.createQuery(OF_BOOKING)
                .bind("booking", booking)
                .map((rs, context) -> post(rs))
                .list();
    }

    public Optional<Post> find(String key) {
        return handle.createQuery(FIND)
                .bind("key", key)
                .map((rs, context) -> post(rs))
                .findOne();
    }

    public Optional<Post> find(long id) {
        return handle.createQuery(FIND_ID)
                .bind("id", id)
                .map((rs, context) -> post(rs))
                .findOne();
    }

    public long countOwed(String platform) {
        return handle.createQuery(COUNT)
                .bind("platform", platform)
                .mapTo(Long.class)
                .one();
    }

    /** Remembers that it is being sent from now on. */
    public void sending(long id) {
        handle.createUpdate(SENDING).bind("id", id).execute();
    }

    /** Has it sent again; {@code unsure} if it may have arrived. */
    public void again(long id, boolean unsure, Instant at) {
        handle.createUpdate(AGAIN)
                .bind("id", id)
                .bind("state", (unsure ? State.SENDING : State.PENDING).name())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /** Remembers where it is and what it shows. */
    public void sent(long id, MessageRef message, String shown, boolean open) {
        handle.createUpdate(SENT)
                .bind("id", id)
                .bind("state", (open ? State.OPEN : State.CLOSED).name())
                .bind("conversation", message.conversation())
                .bind("message", message.message())
                .bind("shown", shown)
                .execute();
    }

    public void edited(long id, String shown, boolean open) {
        handle.createUpdate(EDITED)
                .bind("id", id)
                .bind("state", (open ? State.OPEN : State.CLOSED).name())
                .bind("shown", shown)
                .execute();
    }

    /** Leaves it as it is, or never sends it. */
    public void end(long id, State state) {
        handle.createUpdate(END).bind("id", id).bind("state", state.name()).execute();
    }

    public void forget(Instant before) {
        handle.createUpdate(FORGET).bind("before", before.toEpochMilli()).execute();
    }

    private static Post post(ResultSet rs) throws SQLException {
        String conversation = rs.getString("conversation");
        Optional<MessageRef> message = conversation == null
                ? Optional.empty()
                : Optional.of(new MessageRef(conversation, rs.getString("message")));
        return new Post(
                rs.getLong("id"),
                rs.getString("post_key"),
                new Target(
                        rs.getString("platform"),
                        Target.Kind.valueOf(rs.getString("target_kind")),
                        rs.getString("target")),
                Optional.ofNullable(rs.getString("booking")),
                rs.getString("topic"),
                State.valueOf(rs.getString("state")),
                rs.getInt("tries"),
                Instant.ofEpochMilli(rs.getLong("not_before")),
                message,
                Optional.ofNullable(rs.getString("shown")).orElse(""),
                Instant.ofEpochMilli(rs.getLong("created_at")));
    }
}
