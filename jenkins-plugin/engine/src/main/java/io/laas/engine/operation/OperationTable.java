package io.laas.engine.operation;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of operations and their tasks. */
public final class OperationTable {
    private static final String COLUMNS = """
            id, vpod, booking, kind, state, created_at, started_at, finished_at, reason, console_tail, cancelled,
            keys_hash""";
    private static final String FIND = "select " + COLUMNS + " from operation where id = :id";
    private static final String LOCK = FIND + " for update";
    private static final String OF_BOOKING =
            "select " + COLUMNS + " from operation where booking = :booking order by id desc fetch first 100 rows only";
    private static final String LATEST =
            "select " + COLUMNS + " from operation where booking = :booking order by id desc fetch first 1 rows only";
    private static final String OPEN = "select id from operation where state in ('QUEUED', 'RUNNING') order by id";
    private static final String INSERT = """
            insert into operation (vpod, booking, kind, state, created_at, cancelled)
            values (:vpod, :booking, :kind, 'QUEUED', :now, false)""";
    private static final String START =
            "update operation set state = 'RUNNING', started_at = :now where id = :id and state = 'QUEUED'";
    private static final String KEYS = "update operation set keys_hash = :hash where id = :id";
    private static final String CANCEL =
            "update operation set cancelled = true where id = :id and state in ('QUEUED', 'RUNNING')";
    private static final String FINISH = """
            update operation set state = :state, finished_at = :now, reason = :reason, console_tail = :console
             where id = :id and state in ('QUEUED', 'RUNNING')""";
    private static final String TASKS = """
            select task, title, state, percent, message, started_at, finished_at from operation_task
             where operation = :id order by ordinal""";
    private static final String UPDATE_TASK = """
            update operation_task set title = :title, state = :state, percent = :percent, message = :message,
                   started_at = :startedAt, finished_at = :finishedAt
             where operation = :id and task = :task""";
    private static final String INSERT_TASK = """
            insert into operation_task
                (operation, task, ordinal, title, state, percent, message, started_at, finished_at)
            values
                (:id, :task, :ordinal, :title, :state, :percent, :message, :startedAt, :finishedAt)""";
    private static final int MAX_REASON = 2000;
    private static final int MAX_CONSOLE = 4000;
    private static final int MAX_TITLE = 200;

    private final Handle handle;
    private final Tx tx;

    /**
     * An operation without its tasks.
     *
     * @param cancelled whether it was asked to stop
     * @param keysHash which keys it puts on the machines
     */
    public record OperationRow(Operation operation, boolean cancelled, Optional<String> keysHash) {}

    public OperationTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    public Optional<OperationRow> find(OperationId id) {
        return one(FIND, id);
    }

    /** Returns the operation, locked until the transaction ends. */
    public Optional<OperationRow> lock(OperationId id) {
        return one(LOCK, id);
    }

    public Optional<Operation> whole(OperationId id) {
        return find(id).map(row -> withTasks(row.operation()));
    }

    public List<Operation> ofBooking(BookingId booking) {
        return list(OF_BOOKING, booking);
    }

    /** Returns the operation under way for the booking, or its latest one. */
    public Optional<Operation> latest(BookingId booking) {
        return list(LATEST, booking).stream().findFirst();
    }

    /** Returns what is queued or running. */
    public List<OperationId> open() {
        return handle.createQuery(OPEN)
                .map((rs, ctx) -> new OperationId(rs.getLong("id")))
                .list();
    }

    public OperationId insert(VpodId vpod, Optional<BookingId> booking, OperationKind kind) {
        return new OperationId(handle.createUpdate(INSERT)
                .bind("vpod", vpod.value())
                .bind("booking", booking.map(BookingId::number).orElse(null))
                .bind("kind", kind.name())
                .bind("now", tx.now())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Returns whether it was queued until now. */
    boolean start(OperationId id) {
        return handle.createUpdate(START)
                        .bind("now", tx.now())
                        .bind("id", id.number())
                        .execute()
                == 1;
    }

    void keys(OperationId id, String hash) {
        handle.createUpdate(KEYS).bind("hash", hash).bind("id", id.number()).execute();
    }

    public boolean cancel(OperationId id) {
        return handle.createUpdate(CANCEL).bind("id", id.number()).execute() == 1;
    }

    public boolean finish(OperationId id, OperationState state, String reason, String console) {
        return handle.createUpdate(FINISH)
                        .bind("state", state.name())
                        .bind("now", tx.now())
                        .bind("reason", Columns.cut(reason, MAX_REASON))
                        .bind("console", Columns.cut(console, MAX_CONSOLE))
                        .bind("id", id.number())
                        .execute()
                == 1;
    }

    /** Writes how a task stands; returns how it stood before. The operation's row must be locked. */
    Optional<OperationTask> report(OperationId id, TaskReport report) {
        List<OperationTask> tasks = tasks(id);
        Optional<OperationTask> before =
                tasks.stream().filter(t -> t.task().equals(report.task())).findFirst();
        OperationTask after = merged(before, report);
        handle.createUpdate(before.isPresent() ? UPDATE_TASK : INSERT_TASK)
                .bind("id", id.number())
                .bind("task", after.task())
                .bind("ordinal", tasks.size())
                .bind("title", Columns.cut(after.title(), MAX_TITLE))
                .bind("state", after.state().name())
                .bind("percent", after.percent())
                .bind("message", after.message())
                .bind("startedAt", after.startedAt().orElse(null))
                .bind("finishedAt", after.finishedAt().orElse(null))
                .execute();
        return before;
    }

    private OperationTask merged(Optional<OperationTask> before, TaskReport report) {
        boolean over = report.state().compareTo(TaskState.DONE) >= 0;
        return new OperationTask(
                report.task(),
                report.title(),
                report.state(),
                report.percent(),
                report.message(),
                before.flatMap(OperationTask::startedAt)
                        .or(() -> report.state() == TaskState.WAITING ? Optional.empty() : Optional.of(tx.now())),
                over ? Optional.of(tx.now()) : Optional.empty());
    }

    private List<OperationTask> tasks(OperationId id) {
        return handle.createQuery(TASKS)
                .bind("id", id.number())
                .map((rs, ctx) -> new OperationTask(
                        rs.getString("task"),
                        rs.getString("title"),
                        TaskState.valueOf(rs.getString("state")),
                        rs.getInt("percent"),
                        rs.getString("message"),
                        Columns.optionalInstant(rs, "started_at"),
                        Columns.optionalInstant(rs, "finished_at")))
                .list();
    }

    private Optional<OperationRow> one(String sql, OperationId id) {
        return handle.createQuery(sql)
                .bind("id", id.number())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    private List<Operation> list(String sql, BookingId booking) {
        return handle
                .createQuery(sql)
                .bind("booking", booking.number())
                .map((rs, ctx) -> row(rs).operation())
                .list()
                .stream()
                .map(this::withTasks)
                .toList();
    }

    private Operation withTasks(Operation o) {
        return new Operation(
                o.id(),
                o.vpod(),
                o.booking(),
                o.kind(),
                o.state(),
                tasks(o.id()),
                o.createdAt(),
                o.startedAt(),
                o.finishedAt(),
                o.reason(),
                o.consoleTail());
    }

    private static OperationRow row(ResultSet rs) throws SQLException {
        Operation operation = new Operation(
                new OperationId(rs.getLong("id")),
                new VpodId(rs.getString("vpod")),
                Columns.number(rs, "booking").map(BookingId::new),
                OperationKind.valueOf(rs.getString("kind")),
                OperationState.valueOf(rs.getString("state")),
                List.of(),
                Columns.instant(rs, "created_at"),
                Columns.optionalInstant(rs, "started_at"),
                Columns.optionalInstant(rs, "finished_at"),
                Columns.text(rs, "reason"),
                Columns.text(rs, "console_tail"));
        return new OperationRow(operation, rs.getBoolean("cancelled"), Columns.text(rs, "keys_hash"));
    }
}
