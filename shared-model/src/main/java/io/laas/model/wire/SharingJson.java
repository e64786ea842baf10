package io.laas.model.wire;

/**
 * With whom a pod or config is shared.
 *
 * @param sharing PRIVATE, PROJECT or PUBLIC
 * @param project with whose members; only with PROJECT
 */
public record SharingJson(String sharing, String project) {}
