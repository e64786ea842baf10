package io.laas.model.pod;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param isos installer ISOs that the jump host gets and serves, at most 4, each once
 */
public record Config(
        ConfigId id,
        String description,
        ImageId image,
        Map<String, ImageId> images,
        Map<String, Object> cloudInit,
        Optional<String> installer,
        List<IsoId> isos) {
    private static final int MOST_ISOS = 4;

    public Config {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(installer, "installer");
        description = description == null ? "" : description;
        images = Collections.unmodifiableMap(new TreeMap<>(images));
        cloudInit = Collections.unmodifiableMap(new LinkedHashMap<>(cloudInit));
        isos = isos == null ? List.of() : List.copyOf(isos);
        if (isos.size() > MOST_ISOS) {
            throw new IllegalArgumentException(
                    "config %s: isos must be at most %d, were %d".formatted(id, MOST_ISOS, isos.size()));
        }
        if (new HashSet<>(isos).size() < isos.size()) {
            throw new IllegalArgumentException("config %s: isos must name each ISO once".formatted(id));
        }
    }

    /** Creates a config without ISOs. */
    public Config(
            ConfigId id,
            String description,
            ImageId image,
            Map<String, ImageId> images,
            Map<String, Object> cloudInit,
            Optional<String> installer) {
        this(id, description, image, images, cloudInit, installer, List.of());
    }

    /** Returns the config with other ISOs. */
    public Config withIsos(List<IsoId> newIsos) {
        return new Config(id, description, image, images, cloudInit, installer, newIsos);
    }

    public ImageId imageFor(NodeSpec node) {
        ImageId byRole = images.getOrDefault(node.role().name().toLowerCase(Locale.ROOT), image);
        return images.getOrDefault(node.name(), byRole);
    }
}
