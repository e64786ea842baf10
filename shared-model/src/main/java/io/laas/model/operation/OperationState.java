package io.laas.model.operation;

/** Where an operation is. The last three are final. */
public enum OperationState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
