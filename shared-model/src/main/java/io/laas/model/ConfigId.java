package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a software description. */
public record ConfigId(@JsonValue String value) implements Comparable<ConfigId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConfigId {
        Names.require("config name", value);
    }

    @Override
    public int compareTo(ConfigId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
