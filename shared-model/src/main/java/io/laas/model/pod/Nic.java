package io.laas.model.pod;

import io.laas.model.Names;

/**
 * One network card of a machine.
 *
 * @param name {@code nic1} …, unique in the machine; the order of cards is the order of PCI slots
 * @param network name of the pod's network it is plugged into
 */
public record Nic(String name, String network) {
    public Nic {
        Names.require("nic name", name);
        Names.require("network of nic " + name, network);
    }
}
