package io.laas.jenkins.operation.work;

import io.laas.model.operation.OperationKind;
import io.laas.model.operation.VpodPlan;
import io.laas.model.travel.PlanJson;
import java.io.Serializable;
import java.util.Objects;

/** What a process needs to know of an operation before it can run tasks of it; made of what can travel. */
public final class WorkOrder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Workshops workshops;
    private final String operation;
    private final String kind;
    private final String plan;
    private final String directory;

    /**
     * @param directory where the process may keep files: the agent's root
     */
    public WorkOrder(Workshops workshops, String operation, OperationKind kind, VpodPlan plan, String directory) {
        this.workshops = workshops;
        this.operation = operation;
        this.kind = kind.name();
        this.plan = PlanJson.write(plan);
        this.directory = directory;
    }

    String operation() {
        return operation;
    }

    String directory() {
        return directory;
    }

    VpodPlan plan() {
        return PlanJson.read(plan);
    }

    OpenTasks open() {
        return workshops.here().open(OperationKind.valueOf(kind), plan());
    }

    /** Returns whether both are about the same work on the same plan. */
    boolean isSameWorkAs(WorkOrder other) {
        return Objects.equals(operation, other.operation)
                && Objects.equals(kind, other.kind)
                && Objects.equals(plan, other.plan);
    }
}
