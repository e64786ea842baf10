package io.laas.model.wire;

import java.util.Map;

/**
 * Body of {@code POST /lab/work/{id}/finish}.
 *
 * @param claim the number the operation was claimed with
 * @param outcome {@code outcome} is SUCCEEDED with {@code access} (null where no machine stands afterwards) and
 *     {@code saved} (disks that a snapshot saved), FAILED with {@code
 *     task}, {@code reason} and {@code consoleTail}, or CANCELLED
 */
public record EndWorkJson(long claim, Map<String, Object> outcome) {}
