package io.laas.model.descriptor;

import io.laas.model.layout.VpodLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Installers whose templates a pod satisfies: they take nodes and cards by position and stop at the first that is not there, and
 * take addresses at fixed distances.
 */
final class Installers {
    private static final int FULL = 5;
    private static final int THREE_CARDS = 3;
    private static final int FOUR_CARDS = 4;
    private static final int FUEL_ADDRESSES = 128;

    private final PodView pod;
    private final NetworkUses uses;

    Installers(PodView pod, NetworkUses uses) {
        this.pod = pod;
        this.uses = uses;
    }

    List<String> satisfied() {
        List<String> all = new ArrayList<>();
        addIf(full(0), all, "apex");
        addIf(full(THREE_CARDS), all, "compass4nfv");
        addIf(!pod.nodes().isEmpty(), all, "daisy");
        addIf(!pod.nodes().isEmpty() && hasRoomForFuel(), all, "fuel");
        addIf(full(FOUR_CARDS), all, "joid");
        addIf(!pod.nodes().isEmpty(), all, "osa");
        addIf(!pod.nodes().isEmpty(), all, "kubespray");
        return all;
    }

    private static void addIf(boolean fits, List<String> all, String installer) {
        if (fits) {
            all.add(installer);
        }
    }

    private boolean full(int cards) {
        return pod.nodes().stream()
                        .limit(FULL)
                        .filter(n -> n.nics().size() >= cards)
                        .count()
                == FULL;
    }

    private boolean hasRoomForFuel() {
        return uses.all().values().stream()
                .allMatch(n -> VpodLayout.range(pod.plan(), n.name()).size() >= FUEL_ADDRESSES);
    }
}
