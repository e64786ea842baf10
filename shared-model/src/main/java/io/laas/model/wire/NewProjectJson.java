package io.laas.model.wire;

import java.util.List;

/**
 * Body of {@code POST /projects}.
 *
 * @param name lower-case letters, digits and hyphens, at most 40
 * @param members account names of others
 */
public record NewProjectJson(String name, List<String> members) {}
