package io.laas.model.layout;

import java.util.Optional;

/**
 * One network card as it is built.
 *
 * @param name name in the pod, {@code nic1}
 * @param network name of the pod's network
 * @param mac {@code 52:54:00:…}, stable for the vpod, machine and card
 * @param address IPv4 address on the network, empty where the network has no addresses
 */
public record NicLayout(String name, String network, String mac, Optional<String> address) {}
