package io.laas.provisioner.check;

import io.laas.model.operation.CancelSignal;
import java.time.Duration;
import java.util.Optional;

/** Knocks at an address from where this process runs. Thread-safe. */
public interface Dialer {
    /**
     * Waits until the SSH server at port 22 has said who it is.
     *
     * @return what was wrong last; empty if it answered within the time
     */
    Optional<String> awaitSsh(String address, Duration within, CancelSignal cancel);

    /**
     * Waits until anything at the address answers TCP; a refusal is an answer too, because a machine gave it.
     *
     * @return what was wrong last; empty if it answered within the time
     */
    Optional<String> awaitAnswer(String address, Duration within, CancelSignal cancel);
}
