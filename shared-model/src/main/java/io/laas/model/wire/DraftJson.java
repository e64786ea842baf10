package io.laas.model.wire;

import java.time.Instant;
import java.util.Map;

/**
 * A booking that is being put together.
 *
 * @param id its number
 * @param title one line for its owner
 * @param content what was entered so far, as the client keeps it
 * @param revision 1 for the first, one more with each change
 */
public record DraftJson(
        long id, String title, Map<String, Object> content, int revision, Instant createdAt, Instant changedAt) {}
