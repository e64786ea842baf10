package io.laas.model.pod;

/** What a machine is for in its pod (Pharos specification: a jump host, controllers and computes). */
public enum NodeRole {
    /** The one machine users log in to first; it reaches all others. */
    JUMPHOST,
    CONTROLLER,
    COMPUTE,
    STORAGE,
    NODE
}
