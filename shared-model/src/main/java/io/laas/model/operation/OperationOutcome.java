package io.laas.model.operation;

import java.util.Optional;

/** What an operation led to. */
public sealed interface OperationOutcome {
    /** All tasks done; access data where machines stand afterwards. */
    record Succeeded(Optional<PodAccess> access) implements OperationOutcome {}

    /**
     * A task failed.
     *
     * @param task its name
     * @param reason one or two sentences: what, which, why, what next
     * @param consoleTail last lines of the serial console of the machine concerned, at most 4000 characters, may be empty
     */
    record Failed(String task, String reason, String consoleTail) implements OperationOutcome {}

    /** Stopped on request between or inside tasks; what was made is still there and tagged. */
    record Cancelled() implements OperationOutcome {}
}
