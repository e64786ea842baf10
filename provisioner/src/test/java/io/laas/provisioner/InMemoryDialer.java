package io.laas.provisioner;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.check.Dialer;
import io.laas.provisioner.hypervisor.InMemoryHost;
import java.time.Duration;
import java.util.Optional;

/** Knocks at machines of an {@link InMemoryHost}. */
record InMemoryDialer(InMemoryHost host) implements Dialer {
    @Override
    public Optional<String> awaitSsh(String address, Duration within, CancelSignal cancel) {
        return awaitAnswer(address, within, cancel);
    }

    @Override
    public Optional<String> awaitAnswer(String address, Duration within, CancelSignal cancel) {
        return host.answers(address) ? Optional.empty() : Optional.of("no answer");
    }
}
