package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a lab, unique in a controller. */
public record LabId(@JsonValue String value) implements Comparable<LabId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LabId {
        Names.require("lab name", value);
    }

    @Override
    public int compareTo(LabId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
