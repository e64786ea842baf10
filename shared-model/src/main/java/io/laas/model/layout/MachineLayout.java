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
    public MachineLayout {
        nics = List.copyOf(nics);
    }

    public String name() {
        return spec.name();
    }

    /** Returns the first card that is on the network. */
    public java.util.Optional<NicLayout> nicOn(String network) {
        return nics.stream().filter(n -> n.network().equals(network)).findFirst();
    }
}
