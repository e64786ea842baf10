package io.laas.model.lab;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.Names;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads one entry of {@code configs}. */
final class ConfigReader {
    static final List<String> KEYS =
            List.of("name", "description", "image", "images", "cloud-init", "installer", "isos");

    private final Section<Image> images;
    private final Section<Iso> isos;
    private final Section<Pod> pods;

    ConfigReader(Section<Image> images, Section<Iso> isos, Section<Pod> pods) {
        this.images = images;
        this.isos = isos;
        this.pods = pods;
    }

    Optional<Config> read(YamlValue item) {
        return item.object(KEYS, f -> {
            ConfigId id = f.parsed("name", ConfigId::new);
            String description = f.text("description", "");
            ImageId image = f.required("image").flatMap(this::image).orElse(null);
            Map<String, ImageId> special = f.value("images").map(this::special).orElse(Map.of());
            Map<String, Object> cloudInit =
                    f.value("cloud-init").flatMap(YamlValue::free).orElse(Map.of());
            Optional<String> installer = f.maybe("installer", n -> Names.require("installer name", n));
            List<IsoId> discs =
                    f.items("isos").stream().flatMap(v -> iso(v).stream()).toList();
            return () -> new Config(id, description, image, special, cloudInit, installer, discs);
        });
    }

    private Optional<ImageId> image(YamlValue reference) {
        images.check(reference);
        return reference.parsed(ImageId::new);
    }

    private Optional<IsoId> iso(YamlValue reference) {
        isos.check(reference);
        return reference.parsed(IsoId::new);
    }

    private Map<String, ImageId> special(YamlValue value) {
        Map<String, ImageId> result = new TreeMap<>();
        value.entries().forEach((whose, reference) -> {
            checkOwner(whose, reference);
            image(reference).ifPresent(image -> result.put(whose, image));
        });
        return result;
    }

    private void checkOwner(String whose, YamlValue reference) {
        Set<String> owners = new LinkedHashSet<>();
        Stream.of(NodeRole.values()).map(YamlValue::word).forEach(owners::add);
        String roles = String.join(", ", owners);
        pods.list().stream()
                .flatMap(p -> p.nodes().stream())
                .map(NodeSpec::name)
                .forEach(owners::add);
        boolean allPodsKnown = pods.values().size() == pods.places().size();
        if (allPodsKnown && !owners.contains(whose)) {
            reference.wrong("belongs to no machine: '%s' is neither a role (%s) nor a machine of any pod"
                            .formatted(Names.clean(whose, 40), roles)
                    + DidYouMean.among(owners, whose));
        }
    }
}
