package io.laas.model.wire;

import java.util.List;

/**
 * What the reconciler found.
 *
 * @param leaks differences, empty when all is well
 * @param unreachable hosts that could not be asked, with the reason; they may have more
 */
public record LeakReportJson(List<LeakJson> leaks, List<String> unreachable) {}
