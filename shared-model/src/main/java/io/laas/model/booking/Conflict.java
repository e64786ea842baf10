package io.laas.model.booking;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.util.Optional;

/** One thing that stands in the way of a booking. */
public sealed interface Conflict {
    /** Returns when it stands in the way. */
    TimeSlot slot();

    /** A vpod is booked; the slot includes cleaning. */
    record Booked(VpodId vpod, BookingId booking, UserId owner, TimeSlot slot) implements Conflict {}

    /** A lab, or one host of it, is out of service. */
    record OutOfService(OutageId outage, LabId lab, Optional<HostId> host, String reason, TimeSlot slot)
            implements Conflict {}

    /** A host has too little left for a dynamic vpod. */
    record NoCapacity(HostId host, String missing, TimeSlot slot) implements Conflict {}

    /** A vpod is quarantined or drained until an admin acts. */
    record NotInService(VpodId vpod, String reason, TimeSlot slot) implements Conflict {}
}
