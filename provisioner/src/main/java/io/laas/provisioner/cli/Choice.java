package io.laas.provisioner.cli;

import io.laas.model.Names;
import io.laas.model.VpodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds things of a lab by the names that people type. */
final class Choice {
    private Choice() {}

    static Host host(Lab lab, String name) {
        return byName("host", lab.hosts(), h -> h.id().value(), name);
    }

    static Pod pod(Lab lab, String name) {
        return byName("pod", lab.pods(), p -> p.id().value(), name);
    }

    static Config config(Lab lab, String name) {
        return byName("config", lab.configs(), c -> c.id().value(), name);
    }

    /** Returns the first config all of whose images for the pod the lab has. */
    static Config firstConfig(Lab lab, Pod pod) {
        return lab.configs().stream()
                .filter(c -> pod.nodes().stream()
                        .map(c::imageFor)
                        .allMatch(i -> lab.image(i).isPresent()))
                .findFirst()
                .orElseThrow(() -> new BadInput("lab %s has no config that fits pod %s; add one to the lab file"
                        .formatted(lab.id(), pod.id())));
    }

    static Image image(Lab lab, String name) {
        return byName("image", lab.images(), i -> i.id().value(), name);
    }

    static Image image(Lab lab, Config config, NodeSpec node) {
        return lab.image(config.imageFor(node))
                .orElseThrow(() -> new BadInput("config %s wants image %s for machine %s, which lab %s does not have"
                        .formatted(config.id(), config.imageFor(node), node.name(), lab.id())));
    }

    static VpodId vpodId(String name) {
        try {
            return new VpodId(name);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }

    private static <T> T byName(String what, List<T> all, Function<T, String> id, String name) {
        return all.stream()
                .filter(t -> id.apply(t).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no %s '%s' in the lab file; it has %s"
                        .formatted(
                                what,
                                Names.clean(name, 40),
                                all.isEmpty() ? "none" : all.stream().map(id).collect(Collectors.joining(", ")))));
    }
}
