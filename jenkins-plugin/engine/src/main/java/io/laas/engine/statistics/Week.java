package io.laas.engine.statistics;

import io.laas.model.TimeSlot;
import java.time.Duration;

/**
 * A week, Monday to Sunday in the reader's zone; the first and last one of a period may be shorter. A week in which clocks change has
 * an hour more or less.
 *
 * @param made how many bookings were made in it
 * @param handedOver how many bookings got their machines in it
 * @param used for how long machines were used
 * @param failed how many bookings failed in it
 * @param cancelled how many were given up in it before they had machines
 * @param cores share of the hosts' cores that were used while the hosts were in service, 0 … 1 and more where cores are over-committed
 */
public record Week(TimeSlot slot, int made, int handedOver, Duration used, int failed, int cancelled, double cores) {}
