package io.laas.model.travel;

import io.laas.model.operation.LabWork;

/**
 * The text form of work for a lab elsewhere: one line of JSON, its field {@code work} is OPERATION, INVENTORY, PURGE, SNAPSHOT_FILES,
 * DISCARD_SNAPSHOTS, IMAGES, LOOK or USE.
 */
public final class LabWorkJson {
    private static final StrictText<LabWork> TEXT = new StrictText<>(LabWork.class, "work");

    private LabWorkJson() {}

    public static String write(LabWork work) {
        return TEXT.write(work);
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException with one sentence saying what is wrong where
     */
    public static LabWork read(String text) {
        return TEXT.read(text);
    }
}
