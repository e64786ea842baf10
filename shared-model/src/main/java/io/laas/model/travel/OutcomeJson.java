package io.laas.model.travel;

import io.laas.model.operation.OperationOutcome;

/** The text form of an outcome: one line of JSON, its field {@code outcome} is SUCCEEDED, FAILED or CANCELLED. */
public final class OutcomeJson {
    private static final StrictText<OperationOutcome> TEXT = new StrictText<>(OperationOutcome.class, "outcome");

    private OutcomeJson() {}

    public static String write(OperationOutcome outcome) {
        return TEXT.write(outcome);
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException with one sentence saying what is wrong where
     */
    public static OperationOutcome read(String text) {
        return TEXT.read(text);
    }
}
