package io.laas.jenkins.operation;

import hudson.model.Cause;
import io.laas.engine.port.OperationOrder;
import java.util.Locale;

/** Why a run is there: the lab wants something done on a vpod. */
public final class OperationCause extends Cause {
    private final String operation;
    private final String kind;
    private final String vpod;
    private final String booking;

    OperationCause(OperationOrder order) {
        this.operation = order.id().toString();
        this.kind = order.kind().name().toLowerCase(Locale.ROOT);
        this.vpod = order.plan().vpod().value();
        this.booking = order.plan().owner().booking();
    }

    @Override
    public String getShortDescription() {
        return booking.isEmpty()
                ? Messages.OperationCause_ofNoBooking(kind, vpod, operation)
                : Messages.OperationCause_ofBooking(booking, kind, vpod, operation);
    }
}
