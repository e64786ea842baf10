package io.laas.model.operation;

/** What is done to a vpod. */
public enum OperationKind {
    /** Make it stand: networks, disks, machines, access, check. Converges from whatever is there. */
    PROVISION,
    /** Bring it back to its known state, keys kept, and verify that. */
    RESET,
    /** Take the users' access away and bring a static vpod back to its known state, switched off and verified. */
    CLEAN,
    /** Take it down entirely: nothing of it stays on the host. */
    REMOVE,
    /** Put the present set of keys on the machines. */
    ACCESS,
    /** Look whether every machine answers on its networks; changes nothing. */
    CHECK,
    /** Do something to one machine: its power, its known state, its image. */
    MACHINE,
    /** Save the disks of machines as images of their own; the machines go on as they are. */
    SNAPSHOT,
    /** Put an installer's software on the machines, step by step. */
    INSTALL
}
