package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a pod that stands on a host, unique in a controller. */
public record VpodId(@JsonValue String value) implements Comparable<VpodId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VpodId {
        Names.require("vpod name", value);
    }

    @Override
    public int compareTo(VpodId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
