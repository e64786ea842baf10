package io.laas.engine.outage;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of outages. */
public final class OutageTable {
    private static final String COLUMNS = "id, lab, host, start_at, end_at, kind, reason, set_by, series";
    private static final String OVERLAPPING = "select " + COLUMNS + "\n" + """
             from outage where end_at > :from and start_at < :to and not withdrawn
             order by start_at, id""";
    private static final String NOT_OVER = "select " + COLUMNS + "\n" + """
             from outage where end_at > :now and not withdrawn
             order by start_at, id""";
    private static final String FIND =
            "select " + COLUMNS + " from outage where id = :id and end_at > :now and not withdrawn";
    private static final String OF_SERIES = "select " + COLUMNS + "\n" + """
             from outage where series = :series and end_at > :now and not withdrawn
             order by start_at, id""";
    private static final String INSERT = """
            insert into outage (lab, host, start_at, end_at, kind, reason, set_by, withdrawn, series)
            values (:lab, :host, :start, :end, :kind, :reason, :by, false, :series)""";
    private static final String END = "update outage set end_at = :end where id = :id";
    private static final String WITHDRAW = "update outage set withdrawn = true where id = :id";

    private final Handle handle;
    private final Tx tx;

    public OutageTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    public List<Outage> overlapping(TimeSlot window) {
        return handle.createQuery(OVERLAPPING)
                .bind("from", window.start())
                .bind("to", window.end())
                .map((rs, ctx) -> outage(rs))
                .list();
    }

    public List<Outage> notOver() {
        return handle.createQuery(NOT_OVER)
                .bind("now", tx.now())
                .map((rs, ctx) -> outage(rs))
                .list();
    }

    Optional<Outage> find(OutageId id) {
        return handle.createQuery(FIND)
                .bind("id", id.number())
                .bind("now", tx.now())
                .map((rs, ctx) -> outage(rs))
                .findOne();
    }

    /** Returns the outages of a series that are not over, earliest first. */
    List<Outage> ofSeries(OutageSeriesId series) {
        return handle.createQuery(OF_SERIES)
                .bind("series", series.number())
                .bind("now", tx.now())
                .map((rs, ctx) -> outage(rs))
                .list();
    }

    Outage insert(NewOutage order, TimeSlot slot, Optional<OutageSeriesId> series, UserId by) {
        long id = handle.createUpdate(INSERT)
                .bind("lab", order.lab().value())
                .bind("host", order.host().map(HostId::value).orElse(null))
                .bind("start", slot.start())
                .bind("end", slot.end())
                .bind("kind", order.kind().name())
                .bind("reason", order.reason())
                .bind("by", by.value())
                .bind("series", series.map(OutageSeriesId::number).orElse(null))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Outage(new OutageId(id), order.lab(), order.host(), slot, order.kind(), order.reason(), by, series);
    }

    void end(OutageId id, Instant end) {
        handle.createUpdate(END).bind("end", end).bind("id", id.number()).execute();
    }

    void withdraw(OutageId id) {
        handle.createUpdate(WITHDRAW).bind("id", id.number()).execute();
    }

    private static Outage outage(ResultSet rs) throws SQLException {
        return new Outage(
                new OutageId(rs.getLong("id")),
                new LabId(rs.getString("lab")),
                Columns.text(rs, "host").map(HostId::new),
                new TimeSlot(Columns.instant(rs, "start_at"), Columns.instant(rs, "end_at")),
                OutageKind.valueOf(rs.getString("kind")),
                rs.getString("reason"),
                new UserId(rs.getString("set_by")),
                Columns.number(rs, "series").map(OutageSeriesId::new));
    }
}
