package io.laas.model.wire;

/**
 * Body of {@code POST /pods/import}.
 *
 * @param lab the lab it is for; left out: the only one
 * @param name what the pod is called: lower-case letters, digits and hyphens, at most 40
 * @param pdf text of the pod descriptor file, at most 512 Ki characters
 * @param idf text of the installer descriptor file that belongs to it, at most as long
 * @param sharing PRIVATE (default), PROJECT or PUBLIC
 * @param project with whose members it is shared; only with PROJECT
 */
public record ImportPodJson(String lab, String name, String pdf, String idf, String sharing, String project) {}
