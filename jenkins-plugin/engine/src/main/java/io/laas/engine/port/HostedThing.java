package io.laas.engine.port;

import io.laas.model.operation.OwnerTag;
import java.util.Objects;

/**
 * Something on a host that carries our tag.
 *
 * @param resource {@code domain}, {@code network}, {@code volume}, {@code pool} or {@code bridge}
 * @param name its name on the host
 */
public record HostedThing(String resource, String name, OwnerTag owner) {
    public HostedThing {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
    }
}
