package io.laas.engine.lab;

import io.laas.engine.port.HostStatus;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import java.util.List;
import java.util.Optional;

/** The labs as configured last. Thread-safe. */
public final class Catalogue {
    Catalogue() {}

    /** Returns the labs in the order of the configuration. */
    public List<Lab> labs() {
        throw new IllegalStateException("the engine is not open");
    }

    public Optional<Lab> lab(LabId id) {
        throw new IllegalStateException("the engine is not open");
    }

    public List<HostView> hosts() {
        throw new IllegalStateException("the engine is not open");
    }

    public Optional<HostView> host(HostId id) {
        throw new IllegalStateException("the engine is not open");
    }

    public HostStatus status(HostId id) {
        throw new IllegalStateException("the engine is not open");
    }
}
