package io.laas.engine.operation;

import io.laas.engine.operation.OperationTable.OperationRow;
import io.laas.engine.store.Tx;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.event.EventType;
import io.laas.model.operation.TaskReport;
import java.util.Optional;

/** Writes down how operations go on. Of an operation that is over nothing is written any more. */
public final class Progress {
    private static final int MAX_MESSAGE = 500;

    private Progress() {}

    /** Writes that the operation began; returns whether it was queued until now. */
    public static boolean began(Tx tx, OperationId id) {
        OperationTable table = new OperationTable(tx);
        Optional<OperationRow> begun = table.find(id).filter(row -> table.start(id));
        begun.ifPresent(row -> tx.emit(Dispatcher.about(EventType.OPERATION_STARTED, row.operation())));
        return begun.isPresent();
    }

    /** Writes how a task stands; returns whether the operation is still under way. */
    public static boolean heard(Tx tx, OperationId id, TaskReport report) {
        OperationTable table = new OperationTable(tx);
        Optional<OperationRow> open =
                table.lock(id).filter(row -> !row.operation().state().isFinal());
        open.ifPresent(row -> {
            table.report(id, report);
            tx.emit(Dispatcher.about(EventType.TASK_CHANGED, row.operation())
                    .with("task", report.task())
                    .with("title", report.title())
                    .with("state", report.state())
                    .with("percent", report.percent())
                    .with("message", Names.clean(report.message(), MAX_MESSAGE)));
        });
        return open.isPresent();
    }
}
