package io.laas.model.plan;

import io.laas.model.TimeSlot;
import io.laas.model.pod.Capacity;

/**
 * What dynamic vpods take of a host over a span in which that does not change.
 *
 * @param vpods how many they are
 */
public record HostLevel(TimeSlot slot, Capacity used, int vpods) {}
