package io.laas.model.design;

import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Arch;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether a lab can give what a pod or config of a user asks for, and otherwise what would fit. */
public final class DesignCheck {
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_IMAGES = 64;

    private DesignCheck() {}

    /** Returns why the lab cannot give the pod; empty if it can. */
    public static Optional<Refusal> pod(Pod pod, Lab lab) {
        return description("pod " + pod.id(), pod.description())
                .or(() -> machines(pod, lab))
                .or(() -> pod.networks().stream()
                        .flatMap(n -> network(pod, n, lab).stream())
                        .findFirst())
                .or(() -> room(pod, lab));
    }

    private static Optional<Refusal> machines(Pod pod, Lab lab) {
        int most = lab.userPods().maxMachines();
        return pod.nodes().size() <= most
                ? Optional.empty()
                : no(
                        RefusalCode.POLICY,
                        "Pod %s has %d machines; pods of users may have at most %d in lab %s.",
                        pod.id(),
                        pod.nodes().size(),
                        most,
                        lab.id());
    }

    private static Optional<Refusal> network(Pod pod, NetworkSpec network, Lab lab) {
        if (!lab.userPods().networks().contains(network.kind())) {
            return no(
                    RefusalCode.POLICY,
                    "Network %s of pod %s is of kind %s; lab %s gives %s.",
                    network.name(),
                    pod.id(),
                    word(network.kind()),
                    lab.id(),
                    words(lab.userPods().networks()));
        }
        if (!lab.userPods().uplinks().contains(network.uplink())) {
            return no(
                    RefusalCode.POLICY,
                    "Network %s of pod %s has uplink %s; lab %s gives %s.",
                    network.name(),
                    pod.id(),
                    word(network.uplink()),
                    lab.id(),
                    words(lab.userPods().uplinks()));
        }
        return network.subnet()
                .flatMap(subnet -> no(
                        RefusalCode.POLICY,
                        "Network %s of pod %s has subnet %s; pods of users get theirs from the lab. Leave the subnet out.",
                        network.name(),
                        pod.id(),
                        subnet));
    }

    private static Optional<Refusal> room(Pod pod, Lab lab) {
        Capacity need = pod.demand();
        if (lab.hosts().stream().anyMatch(h -> need.fitsIn(h.capacity()))) {
            return Optional.empty();
        }
        Optional<Host> closest = lab.hosts().stream().min(Comparator.comparingDouble(h -> excess(need, h.capacity())));
        return closest.isEmpty()
                ? no(RefusalCode.TOO_LARGE, "Pod %s fits nowhere: lab %s has no host.", pod.id(), lab.id())
                : no(
                        RefusalCode.TOO_LARGE,
                        "Pod %s needs %s; no host of lab %s is that large. Host %s comes closest with %s, which is %s too few; %d of the %d machines would fit on it.",
                        pod.id(),
                        need,
                        lab.id(),
                        closest.get().id(),
                        closest.get().capacity(),
                        missing(need, closest.get().capacity()),
                        fitting(pod, closest.get().capacity()),
                        pod.nodes().size());
    }

    /** Returns by how many times its own size the need exceeds what there is, over all that is lacking. */
    private static double excess(Capacity need, Capacity there) {
        return over(need.cores(), there.cores())
                + over(need.memoryMiB(), there.memoryMiB())
                + over(need.diskGiB(), there.diskGiB());
    }

    private static double over(int need, int there) {
        return need <= there ? 0 : (double) (need - there) / Math.max(1, there);
    }

    private static String missing(Capacity need, Capacity there) {
        return Stream.of(
                        part(need.cores() - there.cores(), "cores"),
                        part(need.memoryMiB() - there.memoryMiB(), "MiB memory"),
                        part(need.diskGiB() - there.diskGiB(), "GiB disk"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> part(int lacking, String unit) {
        return lacking > 0 ? Optional.of(lacking + " " + unit) : Optional.empty();
    }

    private static int fitting(Pod pod, Capacity room) {
        Capacity used = Capacity.ZERO;
        int machines = 0;
        for (NodeSpec node : pod.nodes()) {
            used = used.plus(new Capacity(node.cores(), node.memoryMiB(), node.diskGiB()));
            if (!used.fitsIn(room)) {
                return machines;
            }
            machines++;
        }
        return machines;
    }

    /** Returns why the lab cannot give the config, with the field that is meant; empty if it can. */
    public static Optional<Refusal> config(Config config, Lab lab) {
        return at("description", description("config " + config.id(), config.description()))
                .or(() -> at("images", images(config)))
                .or(() -> at("image", image(config, config.image(), lab)))
                .or(() -> at("images", first(config.images().values(), i -> image(config, i, lab))))
                .or(() -> at("isos", first(config.isos(), i -> iso(config, i, lab))))
                .or(() -> at("cloudInit", UserData.refusal(config)));
    }

    private static Optional<Refusal> at(String field, Optional<Refusal> refusal) {
        return refusal.map(r -> r.at(field));
    }

    private static <T> Optional<Refusal> first(Collection<T> all, Function<T, Optional<Refusal>> check) {
        return all.stream().flatMap(one -> check.apply(one).stream()).findFirst();
    }

    private static Optional<Refusal> images(Config config) {
        if (config.images().size() > MAX_IMAGES) {
            return no(
                    RefusalCode.INVALID,
                    "Config %s names images for %d machines and roles; at most %d may be named.",
                    config.id(),
                    config.images().size(),
                    MAX_IMAGES);
        }
        return config.images().keySet().stream()
                .filter(key -> !isRole(key) && !key.matches("[a-z0-9][a-z0-9-]{0,39}"))
                .findFirst()
                .flatMap(key -> no(
                        RefusalCode.INVALID,
                        "Config %s gives an image to something that is neither a role (%s) nor the name of a machine.",
                        config.id(),
                        words(Arrays.asList(NodeRole.values()))));
    }

    private static boolean isRole(String key) {
        return Arrays.stream(NodeRole.values()).anyMatch(r -> word(r).equals(key));
    }

    private static Optional<Refusal> image(Config config, ImageId image, Lab lab) {
        Optional<Image> there = lab.image(image);
        if (there.isPresent()) {
            return there.flatMap(i -> architecture(config, i))
                    .map(message -> Refusal.of(RefusalCode.UNKNOWN_CONFIG, message));
        }
        List<ImageId> known = lab.images().stream().map(Image::id).toList();
        return no(
                RefusalCode.UNKNOWN_CONFIG,
                "Config %s wants image %s, which lab %s does not have. Images: %s.",
                config.id(),
                image,
                lab.id(),
                known.isEmpty() ? "none" : known.stream().map(ImageId::value).collect(Collectors.joining(", ")));
    }

    /** Returns why no machine can start the config's image: it was made for other processors; empty if one can. */
    public static Optional<String> architecture(Config config, Image image) {
        return image.arch().isOfMachines()
                ? Optional.empty()
                : Optional.of(
                        "Config %s wants image %s, which is for %s; machines are made for %s only. Take an image for %s."
                                .formatted(config.id(), image.id(), image.arch(), Arch.X86_64, Arch.X86_64));
    }

    private static Optional<Refusal> iso(Config config, IsoId iso, Lab lab) {
        if (lab.iso(iso).isPresent()) {
            return Optional.empty();
        }
        List<IsoId> known = lab.isos().stream().map(Iso::id).toList();
        return no(
                RefusalCode.UNKNOWN_CONFIG,
                "Config %s wants the ISO %s, which lab %s does not have. ISOs: %s.",
                config.id(),
                iso,
                lab.id(),
                known.isEmpty() ? "none" : known.stream().map(IsoId::value).collect(Collectors.joining(", ")));
    }

    private static Optional<Refusal> description(String what, String text) {
        boolean plain = text.length() <= MAX_DESCRIPTION && text.chars().noneMatch(Character::isISOControl);
        return plain
                ? Optional.empty()
                : no(
                        RefusalCode.INVALID,
                        "The description of %s must be one line of at most %d characters.",
                        what,
                        MAX_DESCRIPTION);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Collection<? extends Enum<?>> values) {
        return values.isEmpty()
                ? "none"
                : values.stream().map(DesignCheck::word).collect(Collectors.joining(", "));
    }

    private static Optional<Refusal> no(RefusalCode code, String message, Object... values) {
        return Optional.of(Refusal.of(code, message.formatted(values)));
    }
}
