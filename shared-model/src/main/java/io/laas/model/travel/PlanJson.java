package io.laas.model.travel;

import io.laas.model.operation.VpodPlan;

/** The text form of a plan: one line of JSON, complete in itself. It holds public keys, and no secrets unless cloud-init has some. */
public final class PlanJson {
    private static final StrictText<VpodPlan> TEXT = new StrictText<>(VpodPlan.class, "plan");

    private PlanJson() {}

    public static String write(VpodPlan plan) {
        return TEXT.write(plan);
    }

    /**
     * Reads what {@link #write} made.
     *
     * @throws IllegalArgumentException with one sentence saying what is wrong where
     */
    public static VpodPlan read(String text) {
        return TEXT.read(text);
    }
}
