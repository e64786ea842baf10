package io.laas.engine.statistics;

import java.time.Duration;

/**
 * What somebody or something was used.
 *
 * @param key the name of the user, project, pod, lab, host or vpod; empty for bookings without a project
 * @param bookings how many had machines within the period
 * @param used for how long in all; a booking counts from handing over to taking back
 * @param failed how many bookings failed within the period
 * @param cancelled how many were given up within the period before they had machines
 */
public record Usage(String key, int bookings, Duration used, int failed, int cancelled) {}
