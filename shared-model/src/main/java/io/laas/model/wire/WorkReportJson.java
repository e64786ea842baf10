package io.laas.model.wire;

import io.laas.model.operation.TaskReport;
import java.util.List;

/**
 * Body of {@code POST /lab/work/{id}/report}.
 *
 * @param claim the number the operation was claimed with
 * @param tasks how tasks stand now, in the order in which that became so; 1 to 100
 */
public record WorkReportJson(long claim, List<TaskReport> tasks) {}
