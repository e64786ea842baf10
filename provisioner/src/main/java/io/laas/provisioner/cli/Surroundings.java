package io.laas.provisioner.cli;

import io.laas.provisioner.hypervisor.HypervisorFactory;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.InstantSource;

/**
 * What the commands work with.
 *
 * @param terminal whether a person watches, so that progress bars make sense
 */
record Surroundings(
        HypervisorFactory hypervisors, InstantSource clock, PrintStream out, PrintStream err, boolean terminal) {
    PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }
}
