package io.laas.model.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** One pass over a file: gathers what is wrong and bounds the work that aliases can cause. Not thread-safe. */
final class Reading {
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_VALUES = 200_000;

    private final String source;
    private final Form form;
    private final List<LabProblem> problems = new ArrayList<>();
    private final List<LabProblem> notes = new ArrayList<>();
    private int values;

    /**
     * What kind of file is read.
     *
     * @param whole what it is called in messages
     * @param example where one finds what belongs into it
     * @param merges whether the merge key {@code <<} may be used
     */
    record Form(String whole, String example, boolean merges) {
        static final Form LAB = new Form("the lab file", "docs/examples/lab.yaml", false);
        static final Form INSTALLER = new Form("the installer", "docs/reference/installers.md", false);
        static final Form WORKFLOW = new Form("the workflow", "docs/reference/workflow.md", false);
        static final Form PDF = new Form("the PDF", "docs/reference/descriptors.md", true);
        static final Form IDF = new Form("the IDF", "docs/reference/descriptors.md", true);
    }

    Reading(String source, Form form) {
        this.source = source;
        this.form = form;
    }

    Form form() {
        return form;
    }

    void problem(Mark mark, String path, String message) {
        problem(mark.getLine() + 1, mark.getColumn() + 1, path, message);
    }

    void problem(int line, int column, String path, String message) {
        problems.add(new LabProblem(source, line, column, path.isEmpty() ? form.whole() : path, message));
    }

    /** Notes something that is right but not kept. */
    void note(Mark mark, String path, String message) {
        if (notes.size() < MAX_PROBLEMS) {
            notes.add(new LabProblem(source, mark.getLine() + 1, mark.getColumn() + 1, path, message));
        }
    }

    /** Returns the notes in the order of the file. */
    List<LabProblem> notes() {
        return inOrder(notes);
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
        return inOrder(problems);
    }

    private static List<LabProblem> inOrder(List<LabProblem> all) {
        return all.stream()
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
