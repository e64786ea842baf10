package io.laas.model.wire;

/**
 * What a user, project, pod, lab, host or vpod was used within a period.
 *
 * @param key its name; empty for bookings without a project or without a place
 * @param bookings how many had machines
 * @param hours for how long in all, from handing over to taking back
 * @param failed how many bookings failed
 * @param cancelled how many were given up before they had machines
 */
public record UsageJson(String key, int bookings, double hours, int failed, int cancelled) {}
