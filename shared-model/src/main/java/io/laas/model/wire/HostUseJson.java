package io.laas.model.wire;

/**
 * How busy a host was within a period, by what it can hand out today.
 *
 * @param bookings how many had machines on it
 * @param availableHours for how long it was not in an outage, until now
 * @param cores share of its cores that was used, 0 to 1
 * @param memory share of its memory that was used, 0 to 1
 */
public record HostUseJson(String host, String lab, int bookings, double availableHours, double cores, double memory) {}
