package io.laas.model.wire;

import java.util.Map;

/**
 * Body of {@code POST /drafts} and {@code POST /drafts/{id}/change}.
 *
 * @param title one line for people, at most 100 characters
 * @param content an object of the client's own, at most 65536 characters as JSON
 * @param revision the revision that was changed; only in a change, where it must be given
 */
public record NewDraftJson(String title, Map<String, Object> content, Integer revision) {}
