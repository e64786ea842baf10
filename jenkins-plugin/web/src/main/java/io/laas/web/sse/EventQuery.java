package io.laas.web.sse;

/**
 * Which part of the feed.
 *
 * @param after events with numbers above this
 * @param limit at most so many, 1 … 500
 * @param waitSeconds how long to wait for the first one, 0 … 60
 */
public record EventQuery(long after, int limit, int waitSeconds) {}
