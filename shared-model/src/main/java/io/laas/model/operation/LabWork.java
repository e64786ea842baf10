package io.laas.model.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.laas.model.lab.Host;
import java.util.List;
import java.util.Objects;

/** What the worker of a lab elsewhere is given to do; complete in itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
    @JsonSubTypes.Type(LabWork.Operation.class),
    @JsonSubTypes.Type(LabWork.Inventory.class),
    @JsonSubTypes.Type(LabWork.Purge.class),
    @JsonSubTypes.Type(LabWork.SnapshotFiles.class),
    @JsonSubTypes.Type(LabWork.DiscardSnapshots.class),
    @JsonSubTypes.Type(LabWork.Look.class),
    @JsonSubTypes.Type(LabWork.Use.class),
    @JsonSubTypes.Type(LabWork.Images.class)
})
public sealed interface LabWork {
    /** Returns the host it is about. */
    Host host();

    /** An operation on a vpod; its course is reported, its end is told. */
    @JsonTypeName("OPERATION")
    record Operation(OperationKind kind, VpodPlan plan) implements LabWork {
        public Operation {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(plan, "plan");
        }

        @Override
        public Host host() {
            return plan.host();
        }
    }

    /** The question what on the host carries the controller's tag. */
    @JsonTypeName("INVENTORY")
    record Inventory(Host host, String controller) implements LabWork {
        public Inventory {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(controller, "controller");
        }
    }

    /** The question which files of snapshots the host keeps for the controller. */
    @JsonTypeName("SNAPSHOT_FILES")
    record SnapshotFiles(Host host, String controller) implements LabWork {
        public SnapshotFiles {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(controller, "controller");
        }
    }

    /** The removal of files of snapshots, by name. */
    @JsonTypeName("DISCARD_SNAPSHOTS")
    record DiscardSnapshots(Host host, List<String> files) implements LabWork {
        public DiscardSnapshots {
            Objects.requireNonNull(host, "host");
            files = List.copyOf(files);
        }
    }

    /**
     * The question how one machine of a vpod is.
     *
     * @param facts whether the guest is asked too
     * @param consoleFrom how many bytes of its console's output one has seen; negative: nothing of the console is wanted
     */
    @JsonTypeName("LOOK")
    record Look(VpodPlan plan, String machine, boolean facts, long consoleFrom) implements LabWork {
        public Look {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(machine, "machine");
        }

        @Override
        public Host host() {
            return plan.host();
        }
    }

    /** The question what the machines of a vpod have counted. */
    @JsonTypeName("USE")
    record Use(VpodPlan plan) implements LabWork {
        public Use {
            Objects.requireNonNull(plan, "plan");
        }

        @Override
        public Host host() {
            return plan.host();
        }
    }

    /** The question what the host knows of images, with the removal of files that nothing uses. */
    @JsonTypeName("IMAGES")
    record Images(Host host, ImageQuestion question) implements LabWork {
        public Images {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(question, "question");
        }
    }

    /** The removal of everything on the host that is tagged for the owner's vpod. */
    @JsonTypeName("PURGE")
    record Purge(Host host, OwnerTag owner) implements LabWork {
        public Purge {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(owner, "owner");
        }
    }
}
