package io.laas.engine.remote;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.Store;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Everything about labs elsewhere, put together for one engine. */
public final class RemoteLabs {
    private final LabSet labs;
    private final PodOperations everywhere;
    private final LabWorkService work;
    private final RemoteLabService service;

    /**
     * @param here does the work for labs that are configured here
     * @param lease how long a worker may be silent before its operations are given out again
     * @param use takes all labs whenever they change
     */
    public RemoteLabs(
            Store store,
            Catalogue catalogue,
            PodOperations here,
            InstantSource clock,
            Duration lease,
            Consumer<List<Lab>> use) {
        RemoteOperations elsewhere = new RemoteOperations(store, clock, lease);
        this.labs = new LabSet(store, use);
        this.everywhere = new RoutedOperations(here, elsewhere, labs, store);
        this.work = new LabWorkService(store, catalogue, elsewhere);
        this.service = new RemoteLabService(store, labs, work, elsewhere);
    }

    /** Returns what does the work for every lab. */
    public PodOperations everywhere() {
        return everywhere;
    }

    /** Makes these the labs that are configured here. */
    public void configure(List<Lab> configured) {
        labs.configure(configured);
    }

    public LabWorkService work() {
        return work;
    }

    public RemoteLabService service() {
        return service;
    }
}
