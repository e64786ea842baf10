package io.laas.web.json;

import io.laas.engine.statistics.Forecast;
import io.laas.engine.statistics.HostUse;
import io.laas.engine.statistics.OperationTimes;
import io.laas.engine.statistics.Usage;
import io.laas.engine.statistics.Waits;
import io.laas.engine.statistics.Week;
import io.laas.model.wire.ForecastJson;
import io.laas.model.wire.HostUseJson;
import io.laas.model.wire.OperationTimesJson;
import io.laas.model.wire.UsageJson;
import io.laas.model.wire.WaitsJson;
import io.laas.model.wire.WeekJson;
import java.time.Duration;

/** Statistics in the wire format: hours and shares rounded to what says something. */
public final class StatisticsWire {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double HUNDREDTHS = 100;
    private static final double TEN_THOUSANDTHS = 10_000;

    private StatisticsWire() {}

    public static UsageJson json(Usage u) {
        return new UsageJson(u.key(), u.bookings(), hours(u.used()), u.failed(), u.cancelled());
    }

    public static WeekJson json(Week w) {
        return new WeekJson(
                w.slot().start(),
                w.slot().end(),
                w.made(),
                w.handedOver(),
                hours(w.used()),
                w.failed(),
                w.cancelled(),
                share(w.cores()));
    }

    public static OperationTimesJson json(OperationTimes o) {
        return new OperationTimesJson(
                o.kind().name(),
                o.count(),
                o.failed(),
                o.cancelled(),
                seconds(o.times().median()),
                seconds(o.times().ninetieth()),
                seconds(o.times().longest()));
    }

    public static WaitsJson json(Waits w) {
        return new WaitsJson(
                w.made(),
                w.atOnce(),
                w.waiting(),
                w.gaveUp(),
                w.times().count(),
                seconds(w.times().median()),
                seconds(w.times().ninetieth()),
                seconds(w.times().longest()));
    }

    public static HostUseJson json(HostUse h) {
        return new HostUseJson(
                h.host().value(),
                h.lab().value(),
                h.bookings(),
                hours(h.available()),
                share(h.cores()),
                share(h.memory()));
    }

    public static ForecastJson json(Forecast f) {
        return new ForecastJson(
                f.slot().start(),
                f.slot().end(),
                hours(f.booked()),
                hours(f.expected()),
                share(f.cores()),
                share(f.expectedCores()));
    }

    private static double hours(Duration duration) {
        return Math.round(duration.toMillis() / MILLIS_PER_HOUR * HUNDREDTHS) / HUNDREDTHS;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }

    private static double share(double share) {
        return Math.round(share * TEN_THOUSANDTHS) / TEN_THOUSANDTHS;
    }
}
