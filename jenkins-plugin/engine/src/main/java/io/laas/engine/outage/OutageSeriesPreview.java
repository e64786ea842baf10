package io.laas.engine.outage;

import io.laas.model.TimeSlot;
import java.time.ZoneId;
import java.util.List;

/**
 * What an outage that repeats would do.
 *
 * @param order what was asked
 * @param first the first time
 * @param zone in whose local time it would repeat
 * @param rule by RFC 5545
 * @param times those that would be set at once, earliest first
 */
public record OutageSeriesPreview(NewOutage order, TimeSlot first, ZoneId zone, String rule, List<Time> times) {
    public OutageSeriesPreview {
        times = List.copyOf(times);
    }

    /**
     * One of its times.
     *
     * @param hits the granted bookings it touches
     */
    public record Time(TimeSlot slot, List<OutageHit> hits) {
        public Time {
            hits = List.copyOf(hits);
        }
    }
}
