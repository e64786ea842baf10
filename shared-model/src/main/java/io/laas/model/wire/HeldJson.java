package io.laas.model.wire;

import java.util.List;

/**
 * Answer to {@code POST /lab/heartbeat}.
 *
 * @param stop operations that were asked to stop
 * @param lost operations that the session does not hold any more; it stops them and reports nothing of them
 * @param leaseSeconds how long the leases are good from now on
 */
public record HeldJson(List<String> stop, List<String> lost, int leaseSeconds) {}
