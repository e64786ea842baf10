package io.laas.engine.operation;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import java.util.List;
import java.util.Optional;

/** Operations to look at and to cancel. Thread-safe. */
public final class OperationService {
    OperationService() {}

    /** Returns the operation with its tasks; console tails only for members of its booking and managers. */
    public Optional<Operation> find(OperationId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Lists the operations of a booking, newest first. */
    public List<Operation> ofBooking(BookingId booking, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Asks an operation to stop. Only resets and checks of one's own booking, and anything for managers. */
    public Answer<Operation> cancel(OperationId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
