package io.laas.provisioner.hypervisor;

/** Whether a machine is there and runs. */
public enum MachineState {
    ABSENT,
    OFF,
    PAUSED,
    RUNNING,
    /** Its process died or it stopped in error. */
    CRASHED
}
