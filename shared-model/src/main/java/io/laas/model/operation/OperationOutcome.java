package io.laas.model.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;

/** What an operation led to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(OperationOutcome.Succeeded.class),
    @JsonSubTypes.Type(OperationOutcome.Failed.class),
    @JsonSubTypes.Type(OperationOutcome.Cancelled.class)
})
public sealed interface OperationOutcome {
    /**
     * All tasks done.
     *
     * @param access how people get in where machines stand afterwards
     * @param saved the disks that a snapshot saved, otherwise none
     */
    @JsonTypeName("SUCCEEDED")
    record Succeeded(Optional<PodAccess> access, List<SavedDisk> saved) implements OperationOutcome {
        public Succeeded {
            saved = List.copyOf(saved);
        }

        /** Creates the outcome of what saves no disks. */
        public Succeeded(Optional<PodAccess> access) {
            this(access, List.of());
        }
    }

    /**
     * A task failed.
     *
     * @param task its name
     * @param reason one or two sentences: what, which, why, what next
     * @param consoleTail last lines of the serial console of the machine concerned, at most 4000 characters, may be empty
     */
    @JsonTypeName("FAILED")
    record Failed(String task, String reason, String consoleTail) implements OperationOutcome {}

    /** Stopped on request between or inside tasks; what was made is still there and tagged. */
    @JsonTypeName("CANCELLED")
    record Cancelled() implements OperationOutcome {}
}
