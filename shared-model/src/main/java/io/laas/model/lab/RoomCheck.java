package io.laas.model.lab;

import io.laas.model.pod.Capacity;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Pod;
import java.util.HashMap;
import java.util.Map;

/** Looks whether the hosts of a lab have room for its pods, in capacity and in addresses. */
final class RoomCheck {
    private final Section<Host> hosts;
    private final Section<Pod> pods;

    RoomCheck(Section<Host> hosts, Section<Pod> pods) {
        this.hosts = hosts;
        this.pods = pods;
    }

    void check(Section<StaticVpod> vpods) {
        boolean allHostsKnown = hosts.values().size() == hosts.places().size();
        pods.values().forEach((name, pod) -> {
            if (allHostsKnown && !hosts.values().isEmpty()) {
                checkFitsSomewhere(pod);
            }
            pod.networks().forEach(network -> checkSubnet(pod, network));
        });
        checkStatic(vpods);
    }

    private void checkFitsSomewhere(Pod pod) {
        boolean fits =
                hosts.values().values().stream().anyMatch(h -> pod.demand().fitsIn(h.capacity()));
        if (!fits) {
            place(pod)
                    .wrong("fits on no host: pod %s needs %s; make it smaller or give a host more"
                            .formatted(pod.id(), pod.demand()));
        }
    }

    private void checkSubnet(Pod pod, NetworkSpec network) {
        network.subnet()
                .ifPresent(subnet -> hosts.values().values().stream()
                        .filter(h -> h.addresses().overlaps(subnet))
                        .findFirst()
                        .ifPresent(h -> place(pod)
                                .wrong(
                                        "has network %s with subnet %s inside the addresses %s of host %s; take another subnet"
                                                .formatted(network.name(), subnet, h.addresses(), h.id()))));
    }

    private void checkStatic(Section<StaticVpod> vpods) {
        Map<String, Capacity> used = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        vpods.values().forEach((name, vpod) -> {
            Host host = hosts.values().get(vpod.host().value());
            Pod pod = pods.values().get(vpod.pod().value());
            if (host == null || pod == null) {
                return;
            }
            Capacity sum = used.merge(host.id().value(), pod.demand(), Capacity::plus);
            int number = count.merge(host.id().value(), 1, Integer::sum);
            if (!sum.fitsIn(host.capacity())) {
                vpods.places().get(name).wrong(tooMuch(vpod, host, sum));
            }
            checkSharedSubnets(vpod, pod, vpods);
            if (number > host.vpodLimit()) {
                vpods.places()
                        .get(name)
                        .wrong("is vpod number %d on host %s, whose addresses %s are enough for %d; widen them"
                                .formatted(number, host.id(), host.addresses(), host.vpodLimit()));
            }
        });
    }

    /** Two vpods on one host cannot have the same fixed subnet. */
    private void checkSharedSubnets(StaticVpod vpod, Pod pod, Section<StaticVpod> vpods) {
        vpods.values().values().stream()
                .takeWhile(other -> other != vpod)
                .filter(other -> other.host().equals(vpod.host()))
                .filter(other -> pods.values().containsKey(other.pod().value()))
                .filter(other -> sharesSubnet(pod, pods.values().get(other.pod().value())))
                .findFirst()
                .ifPresent(other -> vpods.places()
                        .get(vpod.id().value())
                        .wrong("has the same fixed subnet as vpod %s on host %s; leave subnet out in the pod"
                                .formatted(other.id(), vpod.host())));
    }

    private static boolean sharesSubnet(Pod one, Pod other) {
        return one.networks().stream()
                .flatMap(n -> n.subnet().stream())
                .anyMatch(a -> other.networks().stream()
                        .flatMap(n -> n.subnet().stream())
                        .anyMatch(a::overlaps));
    }

    private static String tooMuch(StaticVpod vpod, Host host, Capacity sum) {
        return "does not fit: with vpod %s the static vpods of host %s need %s, but it has %s"
                .formatted(vpod.id(), host.id(), sum, host.capacity());
    }

    private YamlValue place(Pod pod) {
        return pods.places().get(pod.id().value());
    }
}
