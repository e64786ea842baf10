package io.laas.model.travel;

import io.laas.model.operation.TaskReport;

/** The text form of a task's report: one line of JSON. */
public final class ReportJson {
    private static final StrictText<TaskReport> TEXT = new StrictText<>(TaskReport.class, "task report");

    private ReportJson() {}

    public static String write(TaskReport report) {
        return TEXT.write(report);
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException with one sentence saying what is wrong where
     */
    public static TaskReport read(String text) {
        return TEXT.read(text);
    }
}
