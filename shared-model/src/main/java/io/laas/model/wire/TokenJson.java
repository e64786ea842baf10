package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/** An API token; {@code secret} is shown once, in the answer to its creation. */
public record TokenJson(String id, String user, String name, List<String> rights, Instant createdAt, String secret) {}
