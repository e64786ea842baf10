package io.laas.model.wire;

import io.laas.model.operation.OwnerTag;

/**
 * Something on a host that carries a controller's tag.
 *
 * @param resource {@code domain}, {@code network}, {@code volume}, {@code pool} or {@code bridge}
 * @param name its name on the host
 * @param owner the tag
 */
public record ThingJson(String resource, String name, OwnerTag owner) {}
