package io.laas.provisioner.hypervisor;

import java.util.Map;
import java.util.TreeMap;

/** A copy of a disk on {@link InMemoryHost}. */
public final class FakeCopy {
    private final Map<String, String> files;
    private final boolean atRest;
    boolean sealed;

    /**
     * @param atRest whether nothing was written to the disk when it was copied
     */
    FakeCopy(Map<String, String> files, boolean atRest) {
        this.files = new TreeMap<>(files);
        this.atRest = atRest;
    }

    Map<String, String> files() {
        return Map.copyOf(files);
    }

    @Override
    public String toString() {
        return files + (atRest ? "" : " TORN") + (sealed ? " sealed" : "");
    }
}
