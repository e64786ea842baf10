package io.laas.provisioner.hypervisor;

import io.laas.model.operation.OwnerTag;

/**
 * Something on a host that carries our tag.
 *
 * @param resource {@code domain}, {@code network}, {@code volume} or {@code bridge}
 * @param name its name on the host
 */
public record TaggedThing(String resource, String name, OwnerTag owner) {}
