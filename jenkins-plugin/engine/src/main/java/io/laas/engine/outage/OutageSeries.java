package io.laas.engine.outage;

import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.booking.Outage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A planned outage that repeats.
 *
 * @param host the host; empty: the whole lab
 * @param first the first time
 * @param zone in whose local time it repeats: that of the lab when it was set
 * @param rule by RFC 5545
 * @param answerBefore how long before each time holders who are asked to end earlier must have answered; empty: they are not asked
 * @param coming its outages that are set and not over, earliest first; later ones follow as time goes on
 */
public record OutageSeries(
        OutageSeriesId id,
        LabId lab,
        Optional<HostId> host,
        TimeSlot first,
        ZoneId zone,
        String rule,
        String reason,
        UserId by,
        Optional<Duration> answerBefore,
        List<Outage> coming) {
    public OutageSeries {
        coming = List.copyOf(coming);
    }
}
