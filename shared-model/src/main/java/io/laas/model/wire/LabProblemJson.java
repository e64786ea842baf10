package io.laas.model.wire;

/**
 * One thing that is wrong in a lab file.
 *
 * @param line line of the text, from 1; 0 when the text could not be read at all
 * @param column column in the line, from 1; 0 when the text could not be read at all
 * @param path the value concerned, for example {@code pods[0].machines[2].cores}
 * @param message the rest of the sentence that begins with the path: what is wrong, why, and what to do
 */
public record LabProblemJson(int line, int column, String path, String message) {}
