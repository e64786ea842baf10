package io.laas.engine.store;

import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The numbered events and the row that counts them. */
public final class EventTable {
    private static final String COUNT = "update event_counter set last_seq = last_seq + :many where id = 1";
    private static final String COUNTED = "select last_seq from event_counter where id = 1";
    private static final String INSERT = """
            insert into event
                (seq, happened_at, kind, lab, booking, vpod, operation, actor, channel, via, details)
            values
                (:seq, :at, :kind, :lab, :booking, :vpod, :operation, :actor, :channel, :via, :details)""";
    /** What {@link #event} reads. */
    public static final String COLUMNS =
            "seq, happened_at, kind, lab, booking, vpod, operation, actor, channel, via, details";

    private static final String AFTER = "select " + COLUMNS + "\n" + """
             from event where seq > :after
             order by seq fetch first :limit rows only""";
    private static final String OF_BOOKING = "select " + COLUMNS + "\n" + """
             from event where booking = :booking and seq > :after
             order by seq fetch first :limit rows only""";
    private static final int MAX_DETAILS = 10_000;

    private final Handle handle;

    public EventTable(Handle handle) {
        this.handle = handle;
    }

    void write(List<EventDraft> drafts, Instant now) {
        handle.createUpdate(COUNT).bind("many", drafts.size()).execute();
        long seq = last() - drafts.size();
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (EventDraft draft : drafts) {
            bind(batch, draft, ++seq, now);
        }
        batch.execute();
    }

    private static void bind(PreparedBatch batch, EventDraft draft, long seq, Instant now) {
        String details = Json.write(draft.data());
        batch.bind("seq", seq)
                .bind("at", now)
                .bind("kind", draft.type().name())
                .bind("lab", draft.lab().map(LabId::value).orElse(null))
                .bind("booking", draft.booking().map(BookingId::number).orElse(null))
                .bind("vpod", draft.vpod().map(VpodId::value).orElse(null))
                .bind("operation", draft.operation().map(OperationId::number).orElse(null))
                .bind("actor", draft.actor().user().value())
                .bind("channel", draft.actor().channel().name())
                .bind("via", draft.actor().via().map(UserId::value).orElse(null))
                .bind("details", details.length() > MAX_DETAILS ? "{}" : details)
                .add();
    }

    public long last() {
        return handle.createQuery(COUNTED).mapTo(Long.class).one();
    }

    public List<Event> after(long sequence, int limit) {
        return handle.createQuery(AFTER)
                .bind("after", sequence)
                .bind("limit", limit)
                .map((rs, ctx) -> event(rs))
                .list();
    }

    public List<Event> ofBooking(BookingId booking, long sequence, int limit) {
        return handle.createQuery(OF_BOOKING)
                .bind("booking", booking.number())
                .bind("after", sequence)
                .bind("limit", limit)
                .map((rs, ctx) -> event(rs))
                .list();
    }

    /** Returns the event in a row that was selected by {@link #COLUMNS}. */
    public static Event event(ResultSet rs) throws SQLException {
        Actor actor = new Actor(
                new UserId(rs.getString("actor")),
                Channel.valueOf(rs.getString("channel")),
                Optional.ofNullable(rs.getString("via")).map(UserId::new));
        return new Event(
                rs.getLong("seq"),
                Columns.instant(rs, "happened_at"),
                EventType.valueOf(rs.getString("kind")),
                Optional.ofNullable(rs.getString("lab")).map(LabId::new),
                Columns.number(rs, "booking").map(BookingId::new),
                Optional.ofNullable(rs.getString("vpod")).map(VpodId::new),
                Columns.number(rs, "operation").map(OperationId::new),
                actor,
                Json.readMap(rs.getString("details")));
    }
}
