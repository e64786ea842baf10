package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of an installer ISO. */
public record IsoId(@JsonValue String value) implements Comparable<IsoId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IsoId {
        Names.require("ISO name", value);
    }

    @Override
    public int compareTo(IsoId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
