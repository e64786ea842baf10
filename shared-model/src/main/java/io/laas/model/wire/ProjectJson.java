package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * People who share pods and configs.
 *
 * @param owner who may change its members
 * @param members account names, the owner's too
 */
public record ProjectJson(String name, String owner, List<String> members, Instant createdAt) {}
