package io.laas.model.wire;

import java.util.List;

/**
 * The installers that are offered.
 *
 * @param installers by name
 * @param problems what is wrong with files of installers that are therefore not offered, one sentence each with file and line; shown to
 *     those with MANAGE_LABS, empty for others
 */
public record InstallersJson(List<InstallerJson> installers, List<String> problems) {}
