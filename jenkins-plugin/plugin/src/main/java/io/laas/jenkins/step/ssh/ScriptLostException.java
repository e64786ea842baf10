package io.laas.jenkins.step.ssh;

import java.io.IOException;

/** A script on a machine cannot be followed any more; trying again does not help. */
public final class ScriptLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ScriptLostException(String message) {
        super(message);
    }
}
