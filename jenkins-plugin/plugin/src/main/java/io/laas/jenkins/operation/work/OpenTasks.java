package io.laas.jenkins.operation.work;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.ProgressListener;

/** An operation that is run task by task; what is done is remembered as long as it is open. Thread-safe. */
public interface OpenTasks extends AutoCloseable {
    /** Runs one task, and before it those of earlier groups that are not done. Trouble with the host is an outcome. */
    OperationOutcome run(String task, ProgressListener progress, CancelSignal cancel);

    /** Lets go of the host. */
    @Override
    void close();
}
