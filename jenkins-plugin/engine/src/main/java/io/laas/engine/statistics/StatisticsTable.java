package io.laas.engine.statistics;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import io.laas.model.pod.Capacity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rows that statistics are made of, told one by one; each question is one query that an index serves. */
final class StatisticsTable {
    private static final String SUBJECT = "b.lab, b.pod, b.owner, b.project, b.host, b.vpod";
    private static final String OF_LAB = " and (:lab = '' or b.lab = :lab)";
    private static final String USED = "select " + SUBJECT + """
            , b.active_at, b.ended_at, v.cores, v.memory_mib, v.disk_gib
              from booking b join vpod v on v.id = b.vpod
             where b.active_at < :to""" + OF_LAB;
    private static final String USES = USED + " and b.ended_at > :from\nunion all\n" + USED + " and b.ended_at is null";
    private static final String MADE = "select " + SUBJECT + """
            , b.state, b.created_at, b.granted_at
              from booking b where b.created_at >= :from and b.created_at < :to""" + OF_LAB;
    private static final String LOST = "select " + SUBJECT + """
            , b.state, b.ended_at, b.granted_at
              from booking b
             where b.ended_at >= :from and b.ended_at < :to and b.active_at is null""" + OF_LAB;
    private static final String HELD = "select " + SUBJECT + """
            , o.start_at, o.end_at, v.cores, v.memory_mib, v.disk_gib
              from occupation o join booking b on b.id = o.booking join vpod v on v.id = o.vpod
             where o.end_at > :from and o.start_at < :to and not o.cleaning""" + OF_LAB;
    private static final String OPERATIONS = """
            select b.kind, b.state, b.started_at, b.finished_at
              from operation b join vpod v on v.id = b.vpod
             where b.finished_at >= :from and b.finished_at < :to and (:lab = '' or v.lab = :lab)""";

    private static final String OPEN = """
            select lab, state, count(*) as many from booking
             where state in ('REQUESTED', 'WAITING', 'SCHEDULED', 'PROVISIONING', 'ACTIVE', 'CLEANING')
             group by lab, state order by lab, state""";
    private static final String QUEUES =
            "select lab, count(*) as many, min(since) as first from waiting group by lab order by lab";
    private static final int FETCH = 1000;

    private final Handle handle;
    private final Tx tx;

    StatisticsTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** An operation that has ended. */
    record Ended(OperationKind kind, OperationState state, Optional<Duration> took) {}

    /** Tells what was used within the period, and until now. */
    void uses(Period period, Consumer<Use> each) {
        if (!period.window().start().isBefore(tx.now())) {
            return;
        }
        query(USES, period).map((rs, ctx) -> used(rs, period)).forEach(use -> use.ifPresent(each));
    }

    private Optional<Use> used(ResultSet rs, Period period) throws SQLException {
        Instant active = Columns.instant(rs, "active_at");
        Instant ended = Columns.optionalInstant(rs, "ended_at").orElse(tx.now());
        Instant until = ended.isBefore(tx.now()) ? ended : tx.now();
        return part(active, until, period)
                .map(slot -> use(rs, slot, !active.isBefore(period.window().start())));
    }

    /** Tells what is granted within the period, from now on. */
    void held(Period period, Consumer<Use> each) {
        query(HELD, period)
                .map((rs, ctx) -> part(Columns.instant(rs, "start_at"), Columns.instant(rs, "end_at"), period)
                        .map(slot -> use(rs, slot, true)))
                .forEach(use -> use.ifPresent(each));
    }

    private static Optional<TimeSlot> part(Instant from, Instant until, Period period) {
        TimeSlot window = period.window();
        Instant start = from.isAfter(window.start()) ? from : window.start();
        Instant end = until.isBefore(window.end()) ? until : window.end();
        return start.isBefore(end) ? Optional.of(new TimeSlot(start, end)) : Optional.empty();
    }

    private static Use use(ResultSet rs, TimeSlot slot, boolean begins) {
        try {
            Capacity capacity = new Capacity(rs.getInt("cores"), rs.getInt("memory_mib"), rs.getInt("disk_gib"));
            return new Use(subject(rs), slot, begins, capacity);
        } catch (SQLException e) {
            throw new IllegalStateException("a row of statistics cannot be read", e);
        }
    }

    /** Tells the bookings made within the period. */
    void made(Period period, Consumer<Made> each) {
        query(MADE, period).map((rs, ctx) -> made(rs, "created_at")).forEach(each);
    }

    /** Tells the bookings that ended within the period without ever having had machines; the time is that of their end. */
    void lost(Period period, Consumer<Made> each) {
        query(LOST, period).map((rs, ctx) -> made(rs, "ended_at")).forEach(each);
    }

    private static Made made(ResultSet rs, String at) throws SQLException {
        return new Made(
                subject(rs),
                BookingState.valueOf(rs.getString("state")),
                Columns.instant(rs, at),
                Columns.optionalInstant(rs, "granted_at"));
    }

    /** Tells the operations that ended within the period. */
    void operations(Period period, Consumer<Ended> each) {
        query(OPERATIONS, period)
                .map((rs, ctx) -> new Ended(
                        OperationKind.valueOf(rs.getString("kind")),
                        OperationState.valueOf(rs.getString("state")),
                        took(rs)))
                .forEach(each);
    }

    Moment now() {
        var open = handle.createQuery(OPEN)
                .map((rs, ctx) -> new Moment.Open(
                        new LabId(rs.getString("lab")), BookingState.valueOf(rs.getString("state")), rs.getInt("many")))
                .list();
        var queues = handle.createQuery(QUEUES)
                .map((rs, ctx) -> new Moment.Queue(
                        new LabId(rs.getString("lab")),
                        rs.getInt("many"),
                        Duration.between(Columns.instant(rs, "first"), tx.now())))
                .list();
        return new Moment(open, queues);
    }

    private static Optional<Duration> took(ResultSet rs) throws SQLException {
        Instant end = Columns.instant(rs, "finished_at");
        return Columns.optionalInstant(rs, "started_at").map(start -> Duration.between(start, end));
    }

    private Query query(String sql, Period period) {
        return handle.createQuery(sql)
                .setFetchSize(FETCH)
                .bind("from", period.window().start())
                .bind("to", period.window().end())
                .bind("lab", period.lab().map(LabId::value).orElse(""));
    }

    private static Subject subject(ResultSet rs) throws SQLException {
        return new Subject(
                rs.getString("lab"),
                rs.getString("pod"),
                rs.getString("owner"),
                rs.getString("project"),
                Columns.text(rs, "host").orElse(""),
                Columns.text(rs, "vpod").orElse(""));
    }
}
