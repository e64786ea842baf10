package io.laas.web.metrics;

import io.laas.engine.Engine;
import io.laas.engine.lab.HostView;
import io.laas.engine.port.HostStatus;
import io.laas.engine.statistics.Moment;
import io.laas.engine.statistics.OperationTimes;
import io.laas.engine.statistics.Period;
import io.laas.engine.vpod.Vpod;
import io.laas.model.TimeSlot;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Gathers metrics from the engine when they are asked for; no names of users are among them. Thread-safe. */
public final class Metrics {
    private static final Duration RECENT = Duration.ofDays(1);
    private static final double MILLIS = 1000;

    private final Engine engine;
    private final InstantSource clock;
    private final EventCounts events;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();

    public Metrics(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
        this.events = new EventCounts(engine.events());
    }

    /** Returns the media type of the text. */
    public static String mediaType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }

    /** Returns all metrics as they are now. */
    public String text() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        Moment now = engine.statistics().now();
        all.metricSnapshot(bookings(now));
        all.metricSnapshot(queue(now));
        all.metricSnapshot(longestWait(now));
        all.metricSnapshot(vpods(engine.vpods().list()));
        hosts(all, engine.catalogue().hosts());
        all.metricSnapshot(counts());
        operations(all, recentOperations());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, all.build());
        } catch (IOException e) {
            throw new UncheckedIOException("metrics cannot be written", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static GaugeSnapshot bookings(Moment now) {
        GaugeSnapshot.Builder gauge = gauge("laas_bookings", "Bookings that are not over, by lab and state.");
        now.open()
                .forEach(o -> add(
                        gauge,
                        Labels.of("lab", o.lab().value(), "state", o.state().name()),
                        o.count()));
        return gauge.build();
    }

    private static GaugeSnapshot queue(Moment now) {
        GaugeSnapshot.Builder gauge = gauge("laas_queue_length", "Bookings that wait for a pod, by lab.");
        now.queues().forEach(q -> add(gauge, Labels.of("lab", q.lab().value()), q.length()));
        return gauge.build();
    }

    private static GaugeSnapshot longestWait(Moment now) {
        GaugeSnapshot.Builder gauge =
                gauge("laas_queue_longest_seconds", "For how long the first in the queue has waited, by lab.");
        now.queues()
                .forEach(q -> add(
                        gauge, Labels.of("lab", q.lab().value()), q.longest().toMillis() / MILLIS));
        return gauge.build();
    }

    private static GaugeSnapshot vpods(List<Vpod> vpods) {
        Map<Labels, Long> counts = vpods.stream()
                .collect(Collectors.groupingBy(
                        v -> Labels.of(
                                "lab", v.lab().value(), "state", v.state().name()),
                        TreeMap::new,
                        Collectors.counting()));
        GaugeSnapshot.Builder gauge = gauge("laas_vpods", "Virtual pods that are not gone, by lab and state.");
        counts.forEach((labels, count) -> add(gauge, labels, count));
        return gauge.build();
    }

    private static void hosts(MetricSnapshots.Builder all, List<HostView> hosts) {
        all.metricSnapshot(host(
                "laas_host_up",
                "Whether a host answered when it was asked last.",
                hosts,
                h -> h.status().state() == HostStatus.State.ONLINE ? 1 : 0));
        all.metricSnapshot(host(
                "laas_host_cores",
                "Cores that a host hands out.",
                hosts,
                h -> h.host().capacity().cores()));
        all.metricSnapshot(host(
                "laas_host_used_cores",
                "Cores that are taken.",
                hosts,
                h -> h.used().cores()));
        all.metricSnapshot(host(
                "laas_host_memory_mebibytes",
                "Memory in MiB that a host hands out.",
                hosts,
                h -> h.host().capacity().memoryMiB()));
        all.metricSnapshot(host(
                "laas_host_used_memory_mebibytes",
                "Memory in MiB that is taken.",
                hosts,
                h -> h.used().memoryMiB()));
    }

    private static GaugeSnapshot host(
            String name, String help, List<HostView> hosts, ToDoubleFunction<HostView> value) {
        GaugeSnapshot.Builder gauge = gauge(name, help);
        hosts.forEach(h -> add(
                gauge, Labels.of("host", h.host().id().value(), "lab", h.lab().value()), value.applyAsDouble(h)));
        return gauge.build();
    }

    private CounterSnapshot counts() {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("laas_events").help("Events since the process began, by type.");
        events.now()
                .forEach((type, count) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of("type", type.name()))
                        .value(count)
                        .build()));
        return counter.build();
    }

    private List<OperationTimes> recentOperations() {
        Instant now = clock.instant();
        TimeSlot recent = new TimeSlot(now.minus(RECENT), now.plusMillis(1));
        return engine.statistics().operations(new Period(recent, ZoneOffset.UTC, Optional.empty()));
    }

    private static void operations(MetricSnapshots.Builder all, List<OperationTimes> operations) {
        SummarySnapshot.Builder times = SummarySnapshot.builder()
                .name("laas_operation_seconds")
                .help("How long operations took that ended well within the last 24 hours, by kind.");
        GaugeSnapshot.Builder failed =
                gauge("laas_operations_failed_recently", "Operations that failed within the last 24 hours, by kind.");
        for (OperationTimes o : operations) {
            Labels kind = Labels.of("kind", o.kind().name());
            add(failed, kind, o.failed());
            if (o.times().count() > 0) {
                times.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .labels(kind)
                        .quantiles(Quantiles.of(
                                new Quantile(0.5, o.times().median().toMillis() / MILLIS),
                                new Quantile(0.9, o.times().ninetieth().toMillis() / MILLIS),
                                new Quantile(1, o.times().longest().toMillis() / MILLIS)))
                        .count(o.times().count())
                        .build());
            }
        }
        all.metricSnapshot(times.build());
        all.metricSnapshot(failed.build());
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static void add(GaugeSnapshot.Builder gauge, Labels labels, double value) {
        gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build());
    }
}
