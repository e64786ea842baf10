package io.laas.model.lab;

import java.util.List;

/** What comes of reading a lab file: a lab without faults, or everything that is wrong with it. */
public sealed interface LabFileResult {
    /** The file describes this lab. */
    record Good(Lab lab) implements LabFileResult {}

    /**
     * The file is not usable.
     *
     * @param problems at least one, in the order of the file
     */
    record Bad(List<LabProblem> problems) implements LabFileResult {
        public Bad {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a bad lab file must have at least one problem");
            }
        }
    }
}
