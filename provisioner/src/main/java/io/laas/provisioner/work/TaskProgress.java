package io.laas.provisioner.work;

import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;

/** How one task goes on; every change is reported in order. Thread-safe. */
public final class TaskProgress {
    private static final int ALL = 100;

    private final Task task;
    private final ProgressListener listener;
    private TaskState state = TaskState.WAITING;
    private String message = "";
    private int total;
    private int done;
    private int percent;
    private boolean skipped;

    TaskProgress(Task task, ProgressListener listener) {
        this.task = task;
        this.listener = listener;
    }

    /** Says how many parts the task has. */
    public synchronized void total(int parts) {
        total = parts;
    }

    /** One part is done. */
    public synchronized void step(String newMessage) {
        done++;
        show(total == 0 ? percent : Math.min(ALL, done * ALL / total), newMessage);
    }

    /** Shows a share of the whole that was measured otherwise. */
    public synchronized void show(int newPercent, String newMessage) {
        percent = Math.max(percent, newPercent);
        message = newMessage;
        report();
    }

    public synchronized void say(String newMessage) {
        message = newMessage;
        report();
    }

    /** There is nothing to do; the task ends as skipped. */
    public synchronized void skip(String why) {
        skipped = true;
        message = why;
    }

    synchronized void waiting() {
        report();
    }

    synchronized void running() {
        state = TaskState.RUNNING;
        report();
    }

    synchronized void ended() {
        state = skipped ? TaskState.SKIPPED : TaskState.DONE;
        percent = ALL;
        report();
    }

    synchronized void ended(TaskState how, String why) {
        state = how;
        message = why;
        report();
    }

    synchronized boolean isWaiting() {
        return state == TaskState.WAITING;
    }

    private void report() {
        listener.taskChanged(new TaskReport(task.name(), task.title(), state, percent, message));
    }
}
