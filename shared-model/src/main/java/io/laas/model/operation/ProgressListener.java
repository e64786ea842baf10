package io.laas.model.operation;

/** Hears how an operation goes on. Implementations are quick and thread-safe: tasks report from several threads. */
@FunctionalInterface
public interface ProgressListener {
    void taskChanged(TaskReport report);
}
