package io.laas.web.api;

import io.laas.engine.statistics.Grouping;
import io.laas.engine.statistics.Period;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.web.error.ApiException;
import io.laas.web.json.Fields;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What statistics may be asked for: the last four weeks of all labs unless something else is said. */
public final class StatisticsQuery {
    private static final Duration USUAL = Duration.ofDays(28);
    private static final Fields.Range WEEKS = new Fields.Range(1, 52);
    private static final int USUAL_WEEKS = 4;

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("zone")
    private String zone;

    @QueryParam("lab")
    private String lab;

    @QueryParam("by")
    private String by;

    @QueryParam("weeks")
    private String weeks;

    /** Returns the period asked for; {@code home} is the zone where none is named. */
    Period period(Instant now, Optional<ZoneId> home) {
        Instant end = Fields.optional(to, text -> Fields.instant("to", text)).orElse(now);
        Instant start =
                Fields.optional(from, text -> Fields.instant("from", text)).orElse(end.minus(USUAL));
        if (!start.isBefore(end)) {
            throw ApiException.invalid("to must be after from, was from %s to %s".formatted(start, end));
        }
        ZoneId wanted = Fields.optional(zone, text -> Fields.zone("zone", text))
                .or(() -> home)
                .orElse(ZoneId.of("UTC"));
        return new Period(new TimeSlot(start, end), wanted, Fields.optional(lab, LabId::new));
    }

    Grouping grouping() {
        return Fields.optional(by, text -> Fields.oneOf("by", Grouping.class, text))
                .orElse(Grouping.USER);
    }

    int weeks() {
        return Fields.number("weeks", weeks, USUAL_WEEKS, WEEKS);
    }
}
