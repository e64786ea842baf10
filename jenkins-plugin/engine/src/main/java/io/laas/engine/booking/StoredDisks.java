package io.laas.engine.booking;

import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StoredFile;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What images of snapshots ask for: disks of at least their size, and the one host that has their files. */
final class StoredDisks {
    private StoredDisks() {}

    /** Returns the hosts on which the pod's images of snapshots lie, each with such an image; empty if it uses none. */
    static Map<HostId, ImageId> hosts(Lab lab, Pod pod, Config config) {
        Map<HostId, ImageId> hosts = new TreeMap<>();
        for (NodeSpec node : pod.nodes()) {
            lab.image(config.imageFor(node))
                    .ifPresent(i -> i.stored().ifPresent(s -> hosts.putIfAbsent(s.host(), i.id())));
        }
        return hosts;
    }

    /** Returns why the pod cannot have its images; empty if it can. */
    static Optional<String> problem(Lab lab, Pod pod, Config config) {
        for (NodeSpec node : pod.nodes()) {
            Optional<Image> image = lab.image(config.imageFor(node));
            int needed = image.flatMap(Image::stored).map(StoredFile::diskGiB).orElse(0);
            if (needed > node.diskGiB()) {
                return Optional.of("Machine %s of pod %s has a disk of %d GiB; image %s needs one of %d GiB."
                        .formatted(
                                node.name(),
                                pod.id(),
                                node.diskGiB(),
                                image.orElseThrow().id(),
                                needed));
            }
        }
        Map<HostId, ImageId> hosts = hosts(lab, pod, config);
        if (hosts.size() > 1) {
            return Optional.of(
                    "Config %s wants snapshots that are on different hosts (%s); a pod stands on one host. Use snapshots of one of them."
                            .formatted(
                                    config.id(),
                                    hosts.entrySet().stream()
                                            .map(e -> e.getValue() + " on " + e.getKey())
                                            .collect(Collectors.joining(", "))));
        }
        return hosts.keySet().stream()
                .filter(h -> lab.host(h).isEmpty())
                .findFirst()
                .map(h -> "Config %s wants image %s, which is on host %s; lab %s does not have that host any more."
                        .formatted(config.id(), hosts.get(h), h, lab.id()));
    }
}
