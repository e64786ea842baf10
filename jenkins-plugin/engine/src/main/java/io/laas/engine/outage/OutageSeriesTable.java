package io.laas.engine.outage;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of outages that repeat. */
final class OutageSeriesTable {
    private static final String COLUMNS =
            "id, lab, host, first_at, length_ms, zone, rule, reason, set_by, answer_before_ms, made_until";
    private static final String FIND = "select " + COLUMNS + " from outage_series where id = :id and not ended";
    private static final String LOCK = FIND + " for update";
    private static final String ALL = "select " + COLUMNS + " from outage_series where not ended order by id";
    private static final String INSERT = """
            insert into outage_series (lab, host, first_at, length_ms, zone, rule, reason, set_by, answer_before_ms, made_until, ended)
            values (:lab, :host, :first, :length, :zone, :rule, :reason, :by, :before, :until, false)""";
    private static final String MADE = "update outage_series set made_until = :until where id = :id";
    private static final String END = "update outage_series set ended = true where id = :id";

    private final Handle handle;

    /**
     * A series as it is stored.
     *
     * @param answerBefore how long before each time holders must have answered; empty: they are not asked
     * @param madeUntil its outages that start before this are set
     */
    record Row(
            OutageSeriesId id,
            LabId lab,
            Optional<HostId> host,
            TimeSlot first,
            ZoneId zone,
            String rule,
            String reason,
            UserId by,
            Optional<Duration> answerBefore,
            Instant madeUntil) {
        Recurrence recurrence() {
            return new Recurrence(rule, first, zone);
        }

        private Row madeUntil(Instant until) {
            return new Row(id, lab, host, first, zone, rule, reason, by, answerBefore, until);
        }
    }

    OutageSeriesTable(Tx tx) {
        this.handle = tx.handle();
    }

    /** Returns and locks the series if there is one that goes on. */
    Optional<Row> lock(OutageSeriesId id) {
        return one(LOCK, id);
    }

    /** Returns the series if there is one that goes on. */
    Optional<Row> find(OutageSeriesId id) {
        return one(FIND, id);
    }

    private Optional<Row> one(String query, OutageSeriesId id) {
        return handle.createQuery(query)
                .bind("id", id.number())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    List<Row> all() {
        return handle.createQuery(ALL).map((rs, ctx) -> row(rs)).list();
    }

    OutageSeriesId insert(NewOutageSeries series, TimeSlot first, ZoneId zone, UserId by, Instant until) {
        NewOutage order = series.first();
        return new OutageSeriesId(handle.createUpdate(INSERT)
                .bind("lab", order.lab().value())
                .bind("host", order.host().map(HostId::value).orElse(null))
                .bind("first", first.start())
                .bind("length", first.length().toMillis())
                .bind("zone", zone.getId())
                .bind("rule", series.rule())
                .bind("reason", order.reason())
                .bind("by", by.value())
                .bind("before", series.answerBefore().map(Duration::toMillis).orElse(null))
                .bind("until", until)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    Row made(Row row, Instant until) {
        handle.createUpdate(MADE)
                .bind("until", until)
                .bind("id", row.id().number())
                .execute();
        return row.madeUntil(until);
    }

    void end(OutageSeriesId id) {
        handle.createUpdate(END).bind("id", id.number()).execute();
    }

    private static Row row(ResultSet rs) throws SQLException {
        Instant first = Columns.instant(rs, "first_at");
        return new Row(
                new OutageSeriesId(rs.getLong("id")),
                new LabId(rs.getString("lab")),
                Columns.text(rs, "host").map(HostId::new),
                new TimeSlot(first, first.plusMillis(rs.getLong("length_ms"))),
                ZoneId.of(rs.getString("zone")),
                rs.getString("rule"),
                rs.getString("reason"),
                new UserId(rs.getString("set_by")),
                Columns.number(rs, "answer_before_ms").map(Duration::ofMillis),
                Columns.instant(rs, "made_until"));
    }
}
