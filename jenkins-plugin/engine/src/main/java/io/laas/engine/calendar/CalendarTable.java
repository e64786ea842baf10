package io.laas.engine.calendar;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.BookingState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The query behind calendars: what holds a place now or later, by the index of occupations; what had one, by the index of ends; and what
 * waits, which is little.
 */
final class CalendarTable {
    private static final int SHOWN_PURPOSE = 100;
    private static final String SHOWN = """
            b.id, b.lab, b.pod, b.owner, b.project, b.purpose, b.state, b.vpod, b.host, b.offer_until,
                   case when b.owner = :user or exists
                     (select 1 from booking_member m where m.booking = b.id and m.member = :user) then 1 else 0 end as mine""";
    private static final String OF_LAB = " and (:lab = '' or b.lab = :lab)";
    private static final String HELD = "select " + SHOWN + """
            , o.start_at as from_at, o.end_at as to_at, o.busy_until as clean_at
              from occupation o join booking b on b.id = o.booking
             where o.start_at < :to and o.busy_until > :from""" + OF_LAB;
    // H2 would look up the states by their index, and so read all history; like this it takes the index of ends
    private static final String OVER = "select " + SHOWN + """
            , b.start_at as from_at, b.ended_at as to_at, b.ended_at as clean_at
              from booking b
             where b.ended_at > :from and b.start_at < :to and b.start_at < b.ended_at
               and case when b.state in ('DONE', 'FAILED') then 1 else 0 end = 1 and b.host is not null""" + OF_LAB;
    private static final String QUEUED = "select " + SHOWN + """
            , b.start_at as from_at, b.end_at as to_at, b.end_at as clean_at
              from waiting w join booking b on b.id = w.booking
             where b.start_at < :to and b.end_at > :from""" + OF_LAB;
    private static final String BARS = HELD + "\nunion all\n" + OVER + "\nunion all\n" + QUEUED
            + "\norder by from_at, id fetch first :most rows only";

    private final Handle handle;

    CalendarTable(Tx tx) {
        this.handle = tx.handle();
    }

    List<Bar> bars(TimeSlot window, Optional<LabId> lab, UserId user, int most) {
        return handle.createQuery(BARS)
                .bind("from", window.start())
                .bind("to", window.end())
                .bind("lab", lab.map(LabId::value).orElse(""))
                .bind("user", user.value())
                .bind("most", most)
                .map((rs, ctx) -> bar(rs))
                .list();
    }

    private static Bar bar(ResultSet rs) throws SQLException {
        BookingState state = BookingState.valueOf(rs.getString("state"));
        Optional<String> host = Columns.text(rs, "host");
        Optional<String> vpod = Columns.text(rs, "vpod");
        Instant end = Columns.instant(rs, "to_at");
        return new Bar(
                new BookingId(rs.getLong("id")),
                new LabId(rs.getString("lab")),
                new PodId(rs.getString("pod")),
                new UserId(rs.getString("owner")),
                rs.getString("project"),
                Columns.cut(rs.getString("purpose"), SHOWN_PURPOSE),
                state,
                host.flatMap(h -> vpod.map(v -> new Bar.Place(new HostId(h), new VpodId(v)))),
                new TimeSlot(Columns.instant(rs, "from_at"), end),
                Columns.instant(rs, "clean_at"),
                rs.getInt("mine") == 1,
                Columns.optionalInstant(rs, "offer_until").isPresent());
    }
}
