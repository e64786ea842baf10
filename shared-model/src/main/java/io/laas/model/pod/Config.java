package io.laas.model.pod;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A reusable software description.
 *
 * @param id its name
 * @param description one line for people
 * @param image the image of every machine that {@code images} does not name
 * @param images image by machine name or by role in lower case; the machine's own name wins
 * @param cloudInit in the order given, additions to every machine's cloud-init user data (top-level keys as cloud-init documents them)
 * @param installer name of what is installed after boot, if anything
 */
public record Config(
        ConfigId id,
        String description,
        ImageId image,
        Map<String, ImageId> images,
        Map<String, Object> cloudInit,
        Optional<String> installer) {
    public Config {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(installer, "installer");
        description = description == null ? "" : description;
        images = Collections.unmodifiableMap(new TreeMap<>(images));
        cloudInit = Collections.unmodifiableMap(new LinkedHashMap<>(cloudInit));
    }

    public ImageId imageFor(NodeSpec node) {
        ImageId byRole = images.getOrDefault(node.role().name().toLowerCase(Locale.ROOT), image);
        return images.getOrDefault(node.name(), byRole);
    }
}
