package io.laas.model.layout;

import io.laas.model.pod.NodeSpec;
import java.util.List;
import java.util.UUID;

/**
 * One machine as it is built.
 *
 * @param spec what was asked for
 * @param domain name of the libvirt domain
 * @param uuid stable UUID of the domain
 * @param nics its cards, in order
 */
public record MachineLayout(NodeSpec spec, String domain, UUID uuid, List<NicLayout> nics) {
    private static final int FIRST_SLOT = 3;

    public MachineLayout {
        nics = List.copyOf(nics);
    }

    /** Returns the PCI slot of a card, counted from 0, on the machine's first bus; the slots before belong to the board. */
    public static int slot(int card) {
        return FIRST_SLOT + card;
    }

    public String name() {
        return spec.name();
    }

    /** Returns the first card that is on the network. */
    public java.util.Optional<NicLayout> nicOn(String network) {
        return nics.stream().filter(n -> n.network().equals(network)).findFirst();
    }
}
