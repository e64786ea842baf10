package io.laas.model.pod;

/** What a network is joined to outside its pod. */
public enum Uplink {
    /** Nothing: isolated. */
    NONE,
    /** The host's own network, by address translation; the host is the gateway. */
    NAT
}
