package io.laas.model.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** One pass over a lab file: gathers what is wrong and bounds the work that aliases can cause. Not thread-safe. */
final class Reading {
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_VALUES = 200_000;

    private final String source;
    private final List<LabProblem> problems = new ArrayList<>();
    private int values;

    Reading(String source) {
        this.source = source;
    }

    void problem(Mark mark, String path, String message) {
        problem(mark.getLine() + 1, mark.getColumn() + 1, path, message);
    }

    void problem(int line, int column, String path, String message) {
        problems.add(new LabProblem(source, line, column, path.isEmpty() ? "the lab file" : path, message));
    }

    int problemCount() {
        return problems.size();
    }

    /** Returns whether one more value may be read; false when a small file unfolds to an enormous one. */
    boolean mayReadAnother() {
        values++;
        return values <= MAX_VALUES && problems.size() < MAX_PROBLEMS;
    }

    /** Returns the problems in the order of the file. */
    List<LabProblem> problems() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(LabProblem::line).thenComparingInt(LabProblem::column))
                .limit(MAX_PROBLEMS)
                .toList();
    }

    /** Returns whether reading ended early because the file unfolds to too many values. */
    boolean overflowed() {
        return values > MAX_VALUES;
    }
}
