package io.laas.model.lab;

import io.laas.model.LabId;
import io.laas.model.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The labs beside the one that a text is to describe. Names of hosts and of static vpods are there once in a controller.
 *
 * @param own the name the lab has and keeps
 * @param hosts names of the others' hosts, with their lab
 * @param vpods names of the others' static vpods, with their lab
 */
public record Neighbours(LabId own, Map<String, LabId> hosts, Map<String, LabId> vpods) {
    private static final int SHOWN = 40;

    public Neighbours {
        Objects.requireNonNull(own, "own");
        hosts = Map.copyOf(hosts);
        vpods = Map.copyOf(vpods);
    }

    /** Takes the names of all labs but the one of that name. */
    public static Neighbours of(LabId own, Collection<Lab> all) {
        Map<String, LabId> hosts = new LinkedHashMap<>();
        Map<String, LabId> vpods = new LinkedHashMap<>();
        all.stream().filter(lab -> !lab.id().equals(own)).forEach(lab -> {
            lab.hosts().forEach(h -> hosts.put(h.id().value(), lab.id()));
            lab.vpods().forEach(v -> vpods.put(v.id().value(), lab.id()));
        });
        return new Neighbours(own, hosts, vpods);
    }

    void check(YamlFields file, Section<Host> itsHosts, Section<StaticVpod> itsVpods) {
        file.value("lab")
                .ifPresent(lab -> lab.peek("name")
                        .filter(name -> !name.equals(own.value()))
                        .ifPresent(name -> lab.wrong(
                                "must keep the name '%s', because bookings name it, was '%s'; make another lab file for another lab"
                                        .formatted(own, Names.clean(name, SHOWN)))));
        free(itsHosts, hosts);
        free(itsVpods, vpods);
    }

    private static void free(Section<?> section, Map<String, LabId> taken) {
        section.places().forEach((name, place) -> {
            if (taken.containsKey(name)) {
                place.wrong("has the name '%s', which a %s of lab %s has; give it another"
                        .formatted(name, section.kind(), taken.get(name)));
            }
        });
    }
}
