package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.pod.Capacity;
import java.util.Objects;

/**
 * A booking's hold on a vpod.
 *
 * @param slot from its start until it is cleaned
 * @param dynamic what it takes of its host: the demand of a dynamic vpod; zero on a static one, which takes its part always
 * @param onStatic whether the vpod is static
 */
public record Occupation(
        HostId host, VpodId vpod, BookingId booking, UserId owner, TimeSlot slot, Capacity dynamic, boolean onStatic) {
    public Occupation {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(vpod, "vpod");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(dynamic, "dynamic");
    }
}
