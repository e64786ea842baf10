package io.laas.model.wire;

/**
 * One thing that a lab file would change.
 *
 * @param part the part of the lab file, as its reference calls it, for example {@code vpods}
 * @param name the thing's name, or the key
 * @param kind ADDED, CHANGED or REMOVED
 * @param before how it is in force now, where that can be said in a few words, or null
 * @param after how it would be, likewise, or null
 */
public record LabFileChangeJson(String part, String name, String kind, String before, String after) {}
