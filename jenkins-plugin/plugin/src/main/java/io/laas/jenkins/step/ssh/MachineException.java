package io.laas.jenkins.step.ssh;

import java.io.IOException;

/** Something is wrong with a machine or with what ran there; trying again does not help. */
public final class MachineException extends IOException {
    private static final long serialVersionUID = 1L;

    MachineException(String message) {
        super(message);
    }
}
