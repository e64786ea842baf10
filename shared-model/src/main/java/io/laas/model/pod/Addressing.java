package io.laas.model.pod;

/** How machines get their IPv4 address on a network. */
public enum Addressing {
    /** By DHCP from the host, always the same address; the host itself has the first address of the subnet. */
    DHCP,
    /** By cloud-init's network configuration; the host has no address on the network. */
    STATIC,
    /** Not at all: the network is a wire for the user. */
    NONE
}
