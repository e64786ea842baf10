package io.laas.model.installer;

import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;

/** On which machines of a pod a step works. */
public enum Target {
    /** The machine people log in to first. */
    JUMP_HOST,
    /** All machines but the jump host. */
    NODES,
    /** All machines. */
    ALL,
    CONTROLLERS,
    COMPUTES,
    STORAGES;

    /** Returns whether the machine is one of these. */
    public boolean includes(NodeSpec machine) {
        return switch (this) {
            case ALL -> true;
            case JUMP_HOST -> machine.role() == NodeRole.JUMPHOST;
            case NODES -> machine.role() != NodeRole.JUMPHOST;
            case CONTROLLERS -> machine.role() == NodeRole.CONTROLLER;
            case COMPUTES -> machine.role() == NodeRole.COMPUTE;
            case STORAGES -> machine.role() == NodeRole.STORAGE;
        };
    }
}
