package io.laas.engine.privacy;

import io.laas.engine.account.AccountTable;
import io.laas.engine.store.Columns;
import io.laas.engine.store.EventTable;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Rows with people in them, and how far they are worked through; the row of no lab has an empty name. */
final class ForgottenTable {
    private static final String REACHED = "select ended_until, event_until from forgotten where lab = :lab";
    private static final String INSERT =
            "insert into forgotten (lab, ended_until, event_until) values (:lab, :ended, :event)";
    private static final String UPDATE =
            "update forgotten set ended_until = :ended, event_until = :event where lab = :lab";
    private static final String ENDED = """
            select id, ended_at from booking
             where ended_at >= :from and ended_at < :until and lab = :lab and owner <> :nobody
             order by ended_at, id fetch first :limit rows only""";
    private static final String OWNER = "select owner from booking where id = :id";
    private static final List<String> OF_BOOKING = List.of(
            """
            update booking set owner = :nobody, purpose = '', revision = revision + 1,
                   reason = case when state = 'FAILED' then reason else null end
             where id = :id""",
            "delete from booking_member where booking = :id",
            "delete from booking_answer where booking = :id",
            "delete from booking_use where booking = :id",
            "update approval set decided_by = :nobody, remark = null where booking = :id and decided_by is not null",
            "update shortening set decided_by = :nobody where booking = :id and decided_by is not null",
            "update operation set console_tail = null where booking = :id",
            "update operation_task set message = '' where operation in (select id from operation where booking = :id)");
    private static final String EVENTS_OF_BOOKING =
            "select " + EventTable.COLUMNS + " from event where booking = :id order by seq";
    private static final String EVENTS_AFTER =
            "select " + EventTable.COLUMNS + " from event where seq > :after order by seq fetch first :limit rows only";
    private static final String CHANGE =
            "update event set actor = :actor, via = null, details = :details where seq = :seq";
    private static final List<String> OF_LAB = List.of(
            "update outage set set_by = :nobody where lab = :lab and end_at < :until and set_by <> :nobody",
            "update outage_series set set_by = :nobody where lab = :lab and first_at < :until and ended and set_by <> :nobody",
            """
            update snapshot set owner = :nobody
             where lab = :lab and created_at < :until and owner <> :nobody and state in ('FAILED', 'GONE')""");

    private final Handle handle;
    private final Tx tx;

    ForgottenTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    private static String name(Optional<LabId> lab) {
        return lab.map(LabId::value).orElse("");
    }

    Reached reached(Optional<LabId> lab) {
        return find(lab).orElse(new Reached(Instant.EPOCH, 0));
    }

    private Optional<Reached> find(Optional<LabId> lab) {
        return handle.createQuery(REACHED)
                .bind("lab", name(lab))
                .map((rs, ctx) -> new Reached(Columns.instant(rs, "ended_until"), rs.getLong("event_until")))
                .findOne();
    }

    void reach(Optional<LabId> lab, Reached reached) {
        handle.createUpdate(find(lab).isPresent() ? UPDATE : INSERT)
                .bind("lab", name(lab))
                .bind("ended", reached.ended())
                .bind("event", reached.event())
                .execute();
    }

    /** Returns bookings of the lab that ended from then on and before the other time, and still have their people; first ended first. */
    List<EndedBooking> ended(LabId lab, Instant from, Instant until, int limit) {
        return handle.createQuery(ENDED)
                .bind("lab", lab.value())
                .bind("from", from)
                .bind("until", until)
                .bind("nobody", UserId.FORGOTTEN.value())
                .bind("limit", limit)
                .map((rs, ctx) -> new EndedBooking(new BookingId(rs.getLong("id")), Columns.instant(rs, "ended_at")))
                .list();
    }

    boolean isForgotten(BookingId booking) {
        return handle.createQuery(OWNER)
                .bind("id", booking.number())
                .mapTo(String.class)
                .findOne()
                .filter(UserId.FORGOTTEN.value()::equals)
                .isPresent();
    }

    /** Takes people and their words out of everything about the booking but its events. */
    void forget(BookingId booking) {
        new AccountTable(tx).lock(UserId.FORGOTTEN);
        for (String sql : OF_BOOKING) {
            Update update = handle.createUpdate(sql).bind("id", booking.number());
            (sql.contains(":nobody") ? update.bind("nobody", UserId.FORGOTTEN.value()) : update).execute();
        }
    }

    List<Event> ofBooking(BookingId booking) {
        return handle.createQuery(EVENTS_OF_BOOKING)
                .bind("id", booking.number())
                .map((rs, ctx) -> EventTable.event(rs))
                .list();
    }

    List<Event> after(long sequence, int limit) {
        return handle.createQuery(EVENTS_AFTER)
                .bind("after", sequence)
                .bind("limit", limit)
                .map((rs, ctx) -> EventTable.event(rs))
                .list();
    }

    void change(Event event) {
        handle.createUpdate(CHANGE)
                .bind("seq", event.sequence())
                .bind("actor", event.actor().user().value())
                .bind("details", Json.write(event.data()))
                .execute();
    }

    /** Takes people out of outages that are over and snapshots of which nothing is left. */
    void forgetOthers(LabId lab, Instant until) {
        new AccountTable(tx).lock(UserId.FORGOTTEN);
        for (String sql : OF_LAB) {
            handle.createUpdate(sql)
                    .bind("lab", lab.value())
                    .bind("until", until)
                    .bind("nobody", UserId.FORGOTTEN.value())
                    .execute();
        }
    }
}
