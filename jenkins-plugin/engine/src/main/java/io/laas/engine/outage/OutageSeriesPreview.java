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
 * @param times those that would be set at once, earliest first
 */
public record OutageSeriesPreview(NewOutageSeries order, TimeSlot first, ZoneId zone, List<Time> times) {
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
