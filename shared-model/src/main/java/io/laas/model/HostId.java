package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a hypervisor host, unique in a controller. */
public record HostId(@JsonValue String value) implements Comparable<HostId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HostId {
        Names.require("host name", value);
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
