package io.laas.engine.statistics;

import io.laas.model.HostId;
import io.laas.model.LabId;
import java.time.Duration;

/**
 * How busy a host was, by what it can hand out today.
 *
 * @param bookings how many had machines on it
 * @param available for how long of the period, until now, it was not in an outage
 * @param cores share of its cores that bookings had while it was available, 0 … 1
 * @param memory share of its memory, 0 … 1
 */
public record HostUse(HostId host, LabId lab, int bookings, Duration available, double cores, double memory) {}
