package io.laas.model.operation;

/** What is done to one machine of a vpod that is in use. */
public enum MachineAction {
    /** Switch it on, if it is off, and wait until it answers. */
    POWER_ON,
    /** Ask it to switch itself off, and wait until it has. */
    SHUT_DOWN,
    /** Cut its power; what it had not written to its disk is lost. */
    POWER_OFF,
    /** Cut its power, switch it on again and wait until it answers. */
    POWER_CYCLE,
    /** Bring it back to its known state, and verify that; keys stay. */
    RESET,
    /** Make it anew from its image: new disk, new boot, new known state. */
    REIMAGE;

    /** Returns whether everything on its disk is lost. */
    public boolean losesDisk() {
        return this == RESET || this == REIMAGE;
    }
}
