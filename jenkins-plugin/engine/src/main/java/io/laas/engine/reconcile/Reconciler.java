package io.laas.engine.reconcile;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;

/** Compares the store with the hosts. Asks hosts, so its methods take as long as they do. Thread-safe. */
public final class Reconciler {
    Reconciler() {}

    /** Asks all hosts now and tells how they differ from the store. */
    public LeakReport report() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Removes what is ours, unknown and old enough, marks what is missing, and tells what is left; needs MANAGE. */
    public Answer<LeakReport> repair(Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
