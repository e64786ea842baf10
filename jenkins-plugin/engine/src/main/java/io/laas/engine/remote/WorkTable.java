package io.laas.engine.remote;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of operations that labs elsewhere are to do, do, or did. */
final class WorkTable {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String COLUMNS = """
            w.operation, w.lab, w.work, w.state, w.claim, w.session, w.lease_until, w.changed, w.outcome, o.cancelled
              from lab_work w join operation o on o.id = w.operation""";
    private static final String FIND = "select " + COLUMNS + " where w.operation = :id";
    private static final String LOCK = "select operation from lab_work where operation = :id for update";
    private static final String OPEN =
            "select " + COLUMNS + " where w.lab = :lab and w.state <> 'DONE' order by w.operation";
    private static final String COUNT = """
            select lab, state, count(*) as n from lab_work where state <> 'DONE' group by lab, state""";
    private static final String INSERT = """
            insert into lab_work (operation, lab, work, state, claim, changed)
            values (:id, :lab, :work, 'QUEUED', 0, false)""";
    private static final String WORK = "update lab_work set work = :work, changed = :changed where operation = :id";
    private static final String CLAIM = """
            update lab_work set state = 'CLAIMED', claim = claim + 1, session = :session, lease_until = :until, changed = false
             where operation = :id""";
    private static final String EXTEND = "update lab_work set lease_until = :until where operation = :id";
    private static final String REQUEUE =
            "update lab_work set state = 'QUEUED', changed = false, lease_until = null, outcome = null where operation = :id";
    private static final String FINISH = """
            update lab_work set state = 'DONE', outcome = :outcome, finished_at = :now where operation = :id""";
    private static final String FORGET = """
            delete from lab_work where state = 'DONE' and finished_at < :before
               and exists (select 1 from operation o where o.id = lab_work.operation
                              and o.state in ('SUCCEEDED', 'FAILED', 'CANCELLED'))""";

    private final Handle handle;
    private final Tx tx;

    /** Where work is. */
    enum State {
        QUEUED,
        CLAIMED,
        DONE
    }

    /**
     * One operation for a lab.
     *
     * @param work as text
     * @param claim how often it was claimed; the number of the latest claim
     * @param changed whether it is to be done once more because its order changed since the claim
     * @param cancelled whether it was asked to stop
     */
    record WorkRow(
            OperationId operation,
            LabId lab,
            String work,
            State state,
            long claim,
            String session,
            Optional<Instant> leaseUntil,
            boolean changed,
            Optional<String> outcome,
            boolean cancelled) {
        /** Returns whether a worker has it whose lease is good. */
        boolean held(Instant now) {
            return state == State.CLAIMED && leaseUntil.filter(now::isBefore).isPresent();
        }
    }

    WorkTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** Returns the work, locked until the transaction ends. */
    Optional<WorkRow> lock(OperationId id) {
        handle.createQuery(LOCK).bind("id", id.number()).mapTo(Long.class).findOne();
        return find(id);
    }

    Optional<WorkRow> find(OperationId id) {
        return handle.createQuery(FIND)
                .bind("id", id.number())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    /** Returns what is not done, in the order in which it was asked for. */
    List<WorkRow> open(LabId lab) {
        return handle.createQuery(OPEN)
                .bind("lab", lab.value())
                .map((rs, ctx) -> row(rs))
                .list();
    }

    /** Returns how much is in the states before DONE. */
    Map<LabId, Map<State, Long>> counts() {
        Map<LabId, Map<State, Long>> counts = new HashMap<>();
        handle.createQuery(COUNT)
                .map((rs, ctx) -> counts.computeIfAbsent(new LabId(rs.getString("lab")), l -> new HashMap<>())
                        .put(State.valueOf(rs.getString("state")), rs.getLong("n")))
                .list();
        return counts;
    }

    void insert(OperationId id, LabId lab, String work) {
        handle.createUpdate(INSERT)
                .bind("id", id.number())
                .bind("lab", lab.value())
                .bind("work", work)
                .execute();
    }

    /** Replaces the order; {@code again}: whoever has it does it once more afterwards. */
    void replace(OperationId id, String work, boolean again) {
        handle.createUpdate(WORK)
                .bind("id", id.number())
                .bind("work", work)
                .bind("changed", again)
                .execute();
    }

    void claim(OperationId id, String session, Instant until) {
        handle.createUpdate(CLAIM)
                .bind("id", id.number())
                .bind("session", session)
                .bind("until", until)
                .execute();
    }

    void extend(OperationId id, Instant until) {
        handle.createUpdate(EXTEND).bind("id", id.number()).bind("until", until).execute();
    }

    void requeue(OperationId id) {
        handle.createUpdate(REQUEUE).bind("id", id.number()).execute();
    }

    void finish(OperationId id, String outcome) {
        handle.createUpdate(FINISH)
                .bind("id", id.number())
                .bind("outcome", outcome)
                .bind("now", tx.now())
                .execute();
    }

    /** Forgets what was done a day ago and has been taken note of. */
    void forgetOld() {
        handle.createUpdate(FORGET).bind("before", tx.now().minus(KEPT)).execute();
    }

    private static WorkRow row(ResultSet rs) throws SQLException {
        return new WorkRow(
                new OperationId(rs.getLong("operation")),
                new LabId(rs.getString("lab")),
                rs.getString("work"),
                State.valueOf(rs.getString("state")),
                rs.getLong("claim"),
                Columns.text(rs, "session").orElse(""),
                Columns.optionalInstant(rs, "lease_until"),
                rs.getBoolean("changed"),
                Columns.text(rs, "outcome"),
                rs.getBoolean("cancelled"));
    }
}
