package io.laas.engine.reconcile;

import io.laas.model.operation.Leak;
import java.time.Instant;
import java.util.List;

/**
 * What the reconciler found.
 *
 * @param leaks differences, empty when all is well
 * @param unreachable hosts that could not be asked, with the reason; they may have more
 */
public record LeakReport(Instant at, List<Leak> leaks, List<String> unreachable) {
    public LeakReport {
        leaks = List.copyOf(leaks);
        unreachable = List.copyOf(unreachable);
    }

    /** Returns whether every host was asked and nothing differs. */
    public boolean isClean() {
        return leaks.isEmpty() && unreachable.isEmpty();
    }
}
