package io.laas.model.lab;

import java.util.Objects;

/**
 * One thing that is wrong in a lab file.
 *
 * @param source name of the file as the reader knows it
 * @param line line in the file, from 1; 0 when the file could not be read at all
 * @param column column in the line, from 1; 0 when the file could not be read at all
 * @param path the value concerned, for example {@code pods[0].machines[2].cores}
 * @param message the rest of the sentence that begins with the path: what is wrong, why, and what to do
 */
public record LabProblem(String source, int line, int column, String path, String message) {
    public LabProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column must not be negative, were " + line + " and " + column);
        }
    }

    /** Returns the sentence, for example {@code lab.yaml line 14: pods[0].machines[2].cores must be a whole number …}. */
    @Override
    public String toString() {
        return source + (line == 0 ? "" : " line " + line) + ": " + path + " " + message;
    }
}
