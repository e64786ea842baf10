package io.laas.model.pod;

/** How a network is switched on the host. */
public enum NetworkKind {
    /** A Linux bridge made by libvirt. */
    BRIDGE,
    /** An Open vSwitch bridge. */
    OVS
}
