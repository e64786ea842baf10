package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.GuestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The inside of a host's machines, as the port has it. Thread-safe. */
interface Agent {
    boolean answers(String domain);

    /** Waits until it answers, the time is over or the signal is given. */
    boolean await(String domain, Duration timeout, CancelSignal cancel);

    GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout);

    void setTime(String domain, Instant time);

    /** Has the guest write nothing more until it is thawed. */
    void freeze(String domain);

    /** Lets the guest write again; content if it was not frozen or does not answer. */
    void thaw(String domain);
}
