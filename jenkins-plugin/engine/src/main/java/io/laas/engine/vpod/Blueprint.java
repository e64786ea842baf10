package io.laas.engine.vpod;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.PodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a vpod is built from, kept with it: a change of the configuration does not change how something that stands is cleaned
 * and taken down.
 *
 * @param images image by machine name
 * @param isos installer ISOs of the jump host, in the order of the config
 */
public record Blueprint(Host host, Pod pod, Config config, Map<String, Image> images, List<Iso> isos) {
    public Blueprint {
        images = Map.copyOf(images);
        isos = isos == null ? List.of() : List.copyOf(isos);
    }

    /** Returns the blueprint; empty if the lab lacks the host, the pod, the config or one of its images. */
    public static Optional<Blueprint> of(Lab lab, HostId host, PodId pod, ConfigId config) {
        return lab.pod(pod).flatMap(p -> lab.config(config).flatMap(c -> of(lab, host, p, c)));
    }

    /** Returns the blueprint; empty if the lab lacks the host, one of the images or one of the ISOs. */
    public static Optional<Blueprint> of(Lab lab, HostId host, Pod pod, Config config) {
        return lab.host(host)
                .flatMap(h -> images(lab, pod, config)
                        .flatMap(i -> isos(lab, config).map(d -> new Blueprint(h, pod, config, i, d))));
    }

    private static Optional<List<Iso>> isos(Lab lab, Config config) {
        List<Iso> isos =
                config.isos().stream().flatMap(i -> lab.iso(i).stream()).toList();
        return isos.size() == config.isos().size() ? Optional.of(isos) : Optional.empty();
    }

    private static Optional<Map<String, Image>> images(Lab lab, Pod pod, Config config) {
        Map<String, Image> images = new TreeMap<>();
        for (NodeSpec node : pod.nodes()) {
            lab.image(config.imageFor(node)).ifPresent(i -> images.put(node.name(), i));
        }
        return images.size() == pod.nodes().size() ? Optional.of(images) : Optional.empty();
    }

    /** Returns whether a vpod built from the other would be the same. */
    boolean buildsLike(Blueprint other) {
        return host.id().equals(other.host.id())
                && host.uri().equals(other.host.uri())
                && host.storage().equals(other.host.storage())
                && host.addresses().equals(other.host.addresses())
                && pod.equals(other.pod)
                && config.equals(other.config)
                && images.equals(other.images)
                && isos.equals(other.isos);
    }
}
