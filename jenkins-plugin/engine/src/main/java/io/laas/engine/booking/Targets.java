package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.lab.Catalogue;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds in the configuration what a request names. */
final class Targets {
    private final Catalogue catalogue;

    Targets(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns the labs that could serve the request, in the order of the configuration; never an empty list. */
    Answer<List<Target>> find(AvailabilityQuery wanted) {
        List<Lab> labs = catalogue.labs().stream()
                .filter(l -> wanted.lab().filter(w -> !w.equals(l.id())).isEmpty())
                .toList();
        if (labs.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_LAB, unknownLab(wanted.lab()));
        }
        List<Lab> offering =
                labs.stream().filter(l -> l.pod(wanted.pod()).isPresent()).toList();
        if (offering.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_POD, unknownPod(wanted.pod(), labs));
        }
        List<Target> targets = new ArrayList<>();
        Answer<Target> no = null;
        for (Lab lab : offering) {
            Answer<Target> answer = target(lab, wanted);
            if (answer instanceof Answer.Done<Target> yes) {
                targets.add(yes.value());
            } else {
                no = no == null ? answer : no;
            }
        }
        return targets.isEmpty() ? no.map(List::of) : Answer.done(targets);
    }

    /** Returns the target of a booking that was granted or waits; empty if the configuration no longer has it. */
    Optional<Target> of(Booking booking, Optional<VpodId> vpod) {
        return catalogue
                .lab(booking.lab())
                .flatMap(lab -> lab.pod(booking.pod())
                        .filter(p -> lab.config(booking.config())
                                .filter(c -> missingImage(lab, p, c).isEmpty())
                                .isPresent())
                        .map(p -> new Target(lab, p, booking.config(), vpod)));
    }

    private static Answer<Target> target(Lab lab, AvailabilityQuery wanted) {
        Pod pod = lab.pod(wanted.pod()).orElseThrow();
        Optional<StaticVpod> vpod = wanted.vpod().flatMap(lab::vpod);
        if (wanted.vpod().isPresent() && (vpod.isEmpty() || !vpod.get().pod().equals(pod.id()))) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_VPOD,
                    unknownVpod(lab, pod, wanted.vpod().get()));
        }
        Optional<ConfigId> id =
                wanted.config().or(() -> vpod.map(StaticVpod::config)).or(() -> usual(lab, pod));
        Optional<Config> config = id.flatMap(lab::config);
        if (config.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_CONFIG, unknownConfig(lab, id));
        }
        if (vpod.isPresent() && !vpod.get().config().equals(config.get().id())) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_CONFIG,
                    "Vpod %s is built with config %s, not %s. Leave the config out."
                            .formatted(
                                    vpod.get().id(),
                                    vpod.get().config(),
                                    config.get().id()));
        }
        return missingImage(lab, pod, config.get())
                .map(i -> Answer.<Target>refused(RefusalCode.UNKNOWN_CONFIG, i))
                .orElseGet(() -> Answer.done(new Target(lab, pod, config.get().id(), wanted.vpod())));
    }

    private static Optional<ConfigId> usual(Lab lab, Pod pod) {
        return lab.vpods().stream()
                .filter(v -> v.pod().equals(pod.id()))
                .map(StaticVpod::config)
                .findFirst()
                .or(() -> lab.configs().stream()
                        .filter(c -> missingImage(lab, pod, c).isEmpty())
                        .map(Config::id)
                        .findFirst());
    }

    private static Optional<String> missingImage(Lab lab, Pod pod, Config config) {
        for (NodeSpec node : pod.nodes()) {
            if (lab.image(config.imageFor(node)).isEmpty()) {
                return Optional.of("Config %s wants image %s for machine %s, which lab %s does not have."
                        .formatted(config.id(), config.imageFor(node), node.name(), lab.id()));
            }
        }
        return Optional.empty();
    }

    private String unknownLab(Optional<LabId> lab) {
        String known = names(catalogue.labs().stream().map(Lab::id).toList());
        return lab.map(l -> "There is no lab " + l + ". Labs: " + known + ".")
                .orElse("No lab is configured yet. An admin must give a lab file.");
    }

    private static String unknownPod(PodId pod, List<Lab> labs) {
        String known = names(labs.stream()
                .flatMap(l -> l.pods().stream())
                .map(Pod::id)
                .distinct()
                .toList());
        return "There is no pod " + pod + ". Pods: " + known + ".";
    }

    private static String unknownConfig(Lab lab, Optional<ConfigId> config) {
        String known = names(lab.configs().stream().map(Config::id).toList());
        return config.map(c -> "Lab %s has no config %s. Configs: %s.".formatted(lab.id(), c, known))
                .orElse("Lab %s has no config that fits the pod. Configs: %s.".formatted(lab.id(), known));
    }

    private static String unknownVpod(Lab lab, Pod pod, VpodId vpod) {
        String known = names(lab.vpods().stream()
                .filter(v -> v.pod().equals(pod.id()))
                .map(StaticVpod::id)
                .toList());
        return "Lab %s has no vpod %s of pod %s. Vpods: %s.".formatted(lab.id(), vpod, pod.id(), known);
    }

    private static String names(List<?> ids) {
        return ids.isEmpty()
                ? "none"
                : ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }
}
