package io.laas.model.operation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which disks of a vpod are to be saved, and how.
 *
 * @param volumes what each disk's copy is called on the host, without an ending, by machine name
 * @param powerOff whether machines that run are shut down for it and started again afterwards; otherwise their file systems
 *     are frozen for a moment, for which they need a guest agent
 * @param maxBytes how large all copies together may become
 */
public record SnapshotOrder(Map<String, String> volumes, boolean powerOff, long maxBytes) {
    public SnapshotOrder {
        volumes = Collections.unmodifiableMap(new TreeMap<>(volumes));
        if (volumes.isEmpty()) {
            throw new IllegalArgumentException("a snapshot must be of at least one machine");
        }
        if (maxBytes < 0) {
            throw new IllegalArgumentException("the room for a snapshot must not be negative, was " + maxBytes);
        }
    }
}
