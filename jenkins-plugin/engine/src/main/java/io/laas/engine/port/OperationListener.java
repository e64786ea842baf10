package io.laas.engine.port;

import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;

/** Hears how an operation goes on; thread-safe. */
public interface OperationListener {
    void started();

    void taskChanged(TaskReport report);

    /** The end, whatever it is; called once. */
    void finished(OperationOutcome outcome);
}
