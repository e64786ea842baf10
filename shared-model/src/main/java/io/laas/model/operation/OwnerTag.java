package io.laas.model.operation;

import io.laas.model.LabId;
import io.laas.model.VpodId;
import java.util.Objects;

/**
 * Whose a thing on a host is. Domains and networks carry it as metadata, volumes in their names.
 *
 * @param controller identity of the controller that made it (stable over restarts); things of other controllers are never touched
 * @param lab the lab
 * @param vpod the vpod
 * @param booking the booking it was made for, {@code b-41}, or empty
 * @param operation the operation that made it, {@code o-7}, or empty
 */
public record OwnerTag(String controller, LabId lab, VpodId vpod, String booking, String operation) {
    public OwnerTag {
        Objects.requireNonNull(controller, "controller");
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(vpod, "vpod");
        booking = booking == null ? "" : booking;
        operation = operation == null ? "" : operation;
    }
}
