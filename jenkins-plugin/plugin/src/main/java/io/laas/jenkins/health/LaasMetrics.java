package io.laas.jenkins.health;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import hudson.Extension;
import io.laas.engine.vpod.VpodState;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jenkins.metrics.api.MetricProvider;

/**
 * Numbers for the plugin Metrics, where that is installed: whether LaaS is open, what there is of bookings, virtual pods, hosts and
 * leaks as {@link HealthWatch} saw it at most a minute ago, and how often what has happened since Jenkins started.
 */
@Extension(optional = true)
public final class LaasMetrics extends MetricProvider {
    private static final Set<VpodState> PRESENT = EnumSet.complementOf(EnumSet.of(VpodState.GONE));

    @Override
    public MetricSet getMetricSet() {
        Map<String, Metric> all = new TreeMap<>();
        all.put("laas.open", gauge(() -> LaasRuntime.get().trouble().isEmpty() ? 1L : 0L));
        all.put("laas.hosts", gauge(() -> numbers().hosts()));
        all.put(
                "laas.hosts.unreachable",
                gauge(() -> HealthWatch.health().unreachable().size()));
        all.put("laas.leaks", gauge(() -> HealthWatch.health().leaks().size()));
        BookingState.UNFINISHED.forEach(state -> all.put(
                "laas.bookings." + name(state), gauge(() -> numbers().bookings().getOrDefault(state, 0L))));
        PRESENT.forEach(state -> all.put(
                "laas.vpods." + name(state), gauge(() -> numbers().vpods().getOrDefault(state, 0L))));
        for (EventType type : EventType.values()) {
            all.put(
                    "laas.events." + name(type),
                    gauge(() -> LaasRuntime.get().counts().of(type)));
        }
        return () -> all;
    }

    private static Gauge<Number> gauge(Gauge<Number> gauge) {
        return gauge;
    }

    private static Health.Numbers numbers() {
        return HealthWatch.health().numbers();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
