package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.design.Design;
import io.laas.engine.design.DesignKind;
import io.laas.engine.design.Offers;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.snapshot.BookedImages;
import io.laas.engine.snapshot.SnapshotImages;
import io.laas.engine.store.Tx;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.booking.Versions;
import io.laas.model.design.DesignCheck;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Finds what a request names: in the configuration, and among what users made. */
final class Targets {
    private final Catalogue catalogue;
    private final Offers<Pod> pods;
    private final Offers<Config> configs;
    private final SnapshotImages snapshots;
    private final BookedImages booked;

    Targets(Tx tx, Catalogue catalogue) {
        this.snapshots = new SnapshotImages(tx);
        this.booked = new BookedImages(tx);
        this.catalogue = catalogue;
        this.pods = new Offers<>(tx, DesignKind.POD);
        this.configs = new Offers<>(tx, DesignKind.CONFIG);
    }

    /**
     * Returns the labs that could serve the caller's request, in the order of the configuration; never an empty list.
     *
     * @param user whose booking it is, or would be
     */
    Answer<List<Target>> find(AvailabilityQuery wanted, UserId user, Caller caller) {
        List<Lab> labs = catalogue.labs().stream()
                .filter(l -> wanted.lab().filter(w -> !w.equals(l.id())).isEmpty())
                .toList();
        if (labs.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_LAB, unknownLab(wanted.lab()));
        }
        Map<LabId, Design<Pod>> offered = pods.named(wanted.pod().value(), labs, caller);
        if (offered.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_POD, unknownPod(wanted.pod(), labs, caller));
        }
        List<Target> targets = new ArrayList<>();
        Answer<Target> no = null;
        for (Lab lab : labs.stream().filter(l -> offered.containsKey(l.id())).toList()) {
            Answer<Target> answer = target(lab, offered.get(lab.id()), wanted, user, caller);
            if (answer instanceof Answer.Done<Target> yes) {
                targets.add(yes.value());
            } else {
                no = no == null ? answer : no;
            }
        }
        return targets.isEmpty() ? no.map(List::of) : Answer.done(targets);
    }

    /** Returns what the caller could book the pod with, by lab in the order of the configuration, the lab's own first. */
    Answer<List<Design<Config>>> fitting(Optional<LabId> lab, PodId pod, Caller caller) {
        List<Lab> labs = catalogue.labs().stream()
                .filter(l -> lab.filter(w -> !w.equals(l.id())).isEmpty())
                .toList();
        Map<LabId, Design<Pod>> offered = pods.named(pod.value(), labs, caller);
        if (offered.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_POD, unknownPod(pod, labs, caller));
        }
        List<Lab> having =
                labs.stream().filter(l -> offered.containsKey(l.id())).toList();
        return Answer.done(configs.all(having, caller).stream()
                .filter(c -> fits(c, offered.get(c.lab()).spec(), caller))
                .toList());
    }

    /**
     * Returns with what the caller could book a pod that need not be kept: in the lab named, otherwise in the first that can give it, with the
     * first config that goes onto its machines.
     */
    Answer<Target> imagined(Optional<LabId> wanted, Pod pod, Caller caller) {
        List<Lab> labs = catalogue.labs().stream()
                .filter(l -> wanted.filter(w -> !w.equals(l.id())).isEmpty())
                .toList();
        Answer<Target> no = Answer.refused(RefusalCode.UNKNOWN_LAB, unknownLab(wanted));
        for (Lab lab : labs) {
            Answer<Target> answer = imagined(lab, pod, caller);
            if (answer instanceof Answer.Done<Target>) {
                return answer;
            }
            no = lab == labs.get(0) ? answer : no;
        }
        return no;
    }

    private Answer<Target> imagined(Lab lab, Pod pod, Caller caller) {
        Optional<Refusal> tooMuch = DesignCheck.pod(pod, lab);
        if (tooMuch.isPresent()) {
            return Answer.refused(tooMuch.get());
        }
        return configs.all(List.of(lab), caller).stream()
                .filter(c -> fits(c, pod, caller))
                .findFirst()
                .map(c -> Answer.done(new Target(
                        snapshots.with(lab, c.spec(), caller.user(), caller),
                        pod,
                        c.spec(),
                        new Versions(OptionalInt.empty(), version(c)),
                        Optional.empty())))
                .orElseGet(
                        () -> Answer.refused(RefusalCode.UNKNOWN_CONFIG, unknownConfig(lab, Optional.empty(), caller)));
    }

    private boolean fits(Design<Config> config, Pod pod, Caller caller) {
        Lab lab = catalogue.lab(config.lab()).orElseThrow();
        Lab whole = snapshots.with(lab, config.spec(), caller.user(), caller);
        return misfit(whole, pod, config.spec()).isEmpty();
    }

    /** Returns the target of a booking that was granted or waits, with the versions it keeps; empty if the configuration no longer has it. */
    Optional<Target> of(Booking booking, Optional<VpodId> vpod) {
        Versions versions = booking.versions();
        return catalogue
                .lab(booking.lab())
                .flatMap(lab -> pods.kept(lab, booking.pod().value(), versions.pod())
                        .flatMap(pod -> configs.kept(lab, booking.config().value(), versions.config())
                                .flatMap(config -> of(booking, lab, pod, config, vpod))));
    }

    private Optional<Target> of(Booking booking, Lab lab, Pod pod, Config config, Optional<VpodId> vpod) {
        boolean whole = missingImage(lab, pod, config).isEmpty();
        Lab there = whole ? lab : lab.withImages(booked.of(booking.id()));
        return missingImage(there, pod, config).isEmpty()
                ? Optional.of(new Target(there, pod, config, booking.versions(), vpod))
                : Optional.empty();
    }

    private Answer<Target> target(Lab lab, Design<Pod> design, AvailabilityQuery wanted, UserId user, Caller caller) {
        Pod pod = design.spec();
        Optional<StaticVpod> vpod = wanted.vpod().flatMap(lab::vpod);
        boolean otherPod =
                design.made().isPresent() || !vpod.map(StaticVpod::pod).equals(Optional.of(pod.id()));
        if (wanted.vpod().isPresent() && otherPod) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_VPOD,
                    unknownVpod(lab, pod, wanted.vpod().get()));
        }
        Optional<ConfigId> id =
                wanted.config().or(() -> vpod.map(StaticVpod::config)).or(() -> usual(lab, pod));
        Optional<Design<Config>> config =
                id.map(c -> configs.named(c.value(), List.of(lab), caller).get(lab.id()));
        if (config.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_CONFIG, unknownConfig(lab, id, caller));
        }
        Lab whole = snapshots.with(lab, config.get().spec(), user, caller);
        return fitting(whole, design, config.get(), vpod);
    }

    private static Answer<Target> fitting(Lab lab, Design<Pod> pod, Design<Config> config, Optional<StaticVpod> vpod) {
        ConfigId id = config.spec().id();
        Optional<StaticVpod> other =
                vpod.filter(v -> config.made().isPresent() || !v.config().equals(id));
        if (other.isPresent()) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_CONFIG,
                    "Vpod %s is built with config %s, not %s. Leave the config out."
                            .formatted(other.get().id(), other.get().config(), id));
        }
        Optional<Refusal> no = notGiven(lab, pod, config);
        Versions versions = new Versions(version(pod), version(config));
        return no.isPresent()
                ? Answer.refused(no.get())
                : Answer.done(new Target(lab, pod.spec(), config.spec(), versions, vpod.map(StaticVpod::id)));
    }

    /** What users made was checked then, but the lab may give less by now. */
    private static Optional<Refusal> notGiven(Lab lab, Design<Pod> pod, Design<Config> config) {
        Optional<Refusal> changed = pod.made().isPresent() ? DesignCheck.pod(pod.spec(), lab) : Optional.empty();
        return changed.or(() ->
                misfit(lab, pod.spec(), config.spec()).map(message -> Refusal.of(RefusalCode.UNKNOWN_CONFIG, message)));
    }

    /** Returns why the config cannot go onto the pod's machines; empty if it can. */
    private static Optional<String> misfit(Lab lab, Pod pod, Config config) {
        return unfitImage(lab, pod, config).or(() -> StoredDisks.problem(lab, pod, config));
    }

    private static OptionalInt version(Design<?> design) {
        return design.made().stream().mapToInt(Design.Made::version).findFirst();
    }

    private static Optional<ConfigId> usual(Lab lab, Pod pod) {
        return lab.vpods().stream()
                .filter(v -> v.pod().equals(pod.id()))
                .map(StaticVpod::config)
                .findFirst()
                .or(() -> lab.configs().stream()
                        .filter(c -> unfitImage(lab, pod, c).isEmpty())
                        .map(Config::id)
                        .findFirst());
    }

    /** Returns which image a new booking cannot have, because it is not there or no machine can start it; empty if it can have all. */
    private static Optional<String> unfitImage(Lab lab, Pod pod, Config config) {
        return missingImage(lab, pod, config)
                .or(() -> pod.nodes().stream()
                        .flatMap(n -> lab.image(config.imageFor(n)).stream())
                        .flatMap(i -> DesignCheck.architecture(config, i).stream())
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

    private String unknownPod(PodId pod, List<Lab> labs, Caller caller) {
        String known = names(pods.all(labs, caller).stream()
                .map(d -> d.spec().id())
                .distinct()
                .toList());
        return "There is no pod " + pod + ". Pods: " + known + ".";
    }

    private String unknownConfig(Lab lab, Optional<ConfigId> config, Caller caller) {
        String known = names(configs.all(List.of(lab), caller).stream()
                .map(d -> d.spec().id())
                .toList());
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
