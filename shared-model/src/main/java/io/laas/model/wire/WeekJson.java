package io.laas.model.wire;

import java.time.Instant;

/**
 * A week, Monday to Sunday in the zone asked for; the first and the last one end with the period.
 *
 * @param made how many bookings were made
 * @param handedOver how many got their machines
 * @param hours for how long machines were used
 * @param failed how many bookings failed
 * @param cancelled how many were given up before they had machines
 * @param cores share of the hosts' cores that was used while they were in service, 0 to 1
 */
public record WeekJson(
        Instant start, Instant end, int made, int handedOver, double hours, int failed, int cancelled, double cores) {}
