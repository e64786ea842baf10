package io.laas.model.wire;

import java.util.List;

/**
 * Body of {@code POST /lab/claim}.
 *
 * @param session random name of the worker's process, 8 to 64 letters, digits and hyphens; another one after each start
 * @param worker name of the worker for people, at most 60 characters
 * @param operations whether there is room for an operation; otherwise only questions are given out. Default: true
 * @param waitSeconds how long to wait for work, 0 to 60. Default: 0
 * @param running operations the session has; what it claimed and does not name here was lost on the way and is given out again
 */
public record ClaimWorkJson(
        String session, String worker, Boolean operations, Integer waitSeconds, List<ClaimJson> running) {}
