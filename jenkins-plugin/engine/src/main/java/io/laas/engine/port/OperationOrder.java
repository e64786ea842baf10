package io.laas.engine.port;

import io.laas.model.OperationId;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.VpodPlan;
import java.util.Objects;

/** What shall be done to which vpod. */
public record OperationOrder(OperationId id, OperationKind kind, VpodPlan plan) {
    public OperationOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(plan, "plan");
    }
}
