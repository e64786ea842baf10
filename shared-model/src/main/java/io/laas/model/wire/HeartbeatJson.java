package io.laas.model.wire;

import java.util.List;

/**
 * Body of {@code POST /lab/heartbeat}.
 *
 * @param session as in the claims
 * @param worker name of the worker for people, at most 60 characters
 * @param running operations the session has, at most 1000; their leases begin anew
 * @param hosts how the hosts answer now; null if they were not asked since the last time
 * @param trouble what is wrong with the worker's lab file, so that what was published before counts, at most 500 characters; null if it is well
 */
public record HeartbeatJson(
        String session, String worker, List<ClaimJson> running, List<HostStateJson> hosts, String trouble) {}
