package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a hardware description. */
public record PodId(@JsonValue String value) implements Comparable<PodId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PodId {
        Names.require("pod name", value);
    }

    @Override
    public int compareTo(PodId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
