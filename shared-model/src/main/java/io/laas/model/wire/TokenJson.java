package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * An API token.
 *
 * @param revokedAt when it was revoked, or null while it is good
 * @param secret shown once, in the answer to its creation, otherwise null
 */
public record TokenJson(
        String id,
        String user,
        String name,
        List<String> rights,
        Instant createdAt,
        Instant revokedAt,
        String secret) {}
