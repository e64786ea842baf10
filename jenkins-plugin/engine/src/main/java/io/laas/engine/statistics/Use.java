package io.laas.engine.statistics;

import io.laas.model.TimeSlot;
import io.laas.model.pod.Capacity;

/**
 * The time for which a booking had its machines, from handing over to taking back.
 *
 * @param slot within the period and not in the future
 * @param begins whether it was handed over within the period
 * @param capacity what its machines have
 */
record Use(Subject subject, TimeSlot slot, boolean begins, Capacity capacity) {}
