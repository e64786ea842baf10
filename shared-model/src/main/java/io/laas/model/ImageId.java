package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Name of a bootable disk image. */
public record ImageId(@JsonValue String value) implements Comparable<ImageId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageId {
        Names.require("image name", value);
    }

    @Override
    public int compareTo(ImageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
