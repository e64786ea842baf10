package io.laas.engine.booking;

import io.laas.engine.vpod.Blueprint;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Versions;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.plan.Demand;
import io.laas.model.plan.Place;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted, in one lab.
 *
 * @param versions of pod and config, where users made them; no static vpod is built like those
 * @param vpod a certain static vpod; empty: any
 */
record Target(Lab lab, Pod pod, Config config, Versions versions, Optional<VpodId> vpod) {
    /**
     * Returns where in the lab it can be served: static vpods that are built like it, and for a dynamic one every host, or the
     * one that has the snapshots it uses.
     */
    Demand demand() {
        List<Place> places = new ArrayList<>();
        for (StaticVpod v : lab.vpods()) {
            if (versions.ofLab()
                    && v.pod().equals(pod.id())
                    && v.config().equals(config.id())
                    && vpod.filter(w -> !w.equals(v.id())).isEmpty()) {
                places.add(new Place.OnVpod(v.id(), v.host()));
            }
        }
        if (vpod.isEmpty()) {
            Set<HostId> only = StoredDisks.hosts(lab, pod, config).keySet();
            lab.hosts().stream()
                    .map(Host::id)
                    .filter(h -> only.isEmpty() || only.equals(Set.of(h)))
                    .map(Place.OnHost::new)
                    .forEach(places::add);
        }
        return new Demand(pod.demand(), places, lab.policy().cleaning());
    }

    /** Returns why no place of the lab could ever serve it; empty if one could. */
    Optional<String> tooLarge() {
        boolean served = demand().places().stream().anyMatch(p -> p instanceof Place.OnVpod || fits(p));
        return served
                ? Optional.empty()
                : Optional.of("Pod %s needs %s; no host of lab %s is that large (%s)."
                        .formatted(pod.id(), pod.demand(), lab.id(), hosts()));
    }

    private boolean fits(Place place) {
        return lab.host(place.host())
                .filter(h -> pod.demand().fitsIn(h.capacity()))
                .isPresent();
    }

    private String hosts() {
        List<String> hosts = new ArrayList<>();
        for (Host host : lab.hosts()) {
            Capacity c = host.capacity();
            hosts.add(host.id() + " has " + c);
        }
        return hosts.isEmpty() ? "it has no host" : String.join("; ", hosts);
    }

    /** Returns the images of its machines. */
    List<Image> images() {
        return pod.nodes().stream()
                .flatMap(n -> lab.image(config.imageFor(n)).stream())
                .toList();
    }

    Blueprint blueprint(Place place) {
        return Blueprint.of(lab, place.host(), pod, config)
                .orElseThrow(() -> new IllegalStateException(
                        "lab %s cannot build pod %s with config %s".formatted(lab.id(), pod.id(), config.id())));
    }
}
