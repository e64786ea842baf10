package io.laas.engine.statistics;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Statistics of a period, computed when they are asked for. What reaches over an end of the period counts with the part inside. Only
 * time counts for which a booking really had its machines: from handing over to taking back. Thread-safe.
 */
public final class StatisticsService {
    private static final int TREND_WEEKS = 4;
    private static final int MAX_WEEKS = 52;

    private final Store store;
    private final Catalogue catalogue;

    public StatisticsService(Store store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** Tells how things stand now; cheap enough to be asked every few seconds. */
    public Moment now() {
        return store.read(tx -> new StatisticsTable(tx).now());
    }

    /** Sums up use by user, project and so on; what was used longest first. */
    public List<Usage> usage(Period period, Grouping by) {
        Map<String, Sum> sums = new HashMap<>();
        Function<Subject, Sum> of = subject -> sums.computeIfAbsent(by.keyOf(subject), key -> new Sum());
        store.read(tx -> {
            StatisticsTable table = new StatisticsTable(tx);
            table.uses(period, use -> of.apply(use.subject()).add(use));
            table.lost(period, booking -> of.apply(booking.subject()).lost(booking));
            return true;
        });
        return sums.entrySet().stream()
                .map(e -> e.getValue().usage(e.getKey()))
                .sorted(Comparator.comparing(Usage::used).reversed().thenComparing(Usage::key))
                .toList();
    }

    /** Tells of each week of the period in the reader's zone. */
    public List<Week> weeks(Period period) {
        Calendar calendar = new Calendar(period.window(), period.zone());
        List<Sum> sums = calendar.weeks().stream().map(w -> new Sum()).toList();
        return store.read(tx -> {
            StatisticsTable table = new StatisticsTable(tx);
            table.uses(period, use -> {
                calendar.split(
                        use.slot(),
                        (week, part) -> sums.get(week).time(use, part.length().toMillis()));
                if (use.begins()) {
                    sums.get(calendar.indexOf(use.slot().start())).begun();
                }
            });
            table.made(
                    period, booking -> sums.get(calendar.indexOf(booking.at())).made());
            table.lost(
                    period, booking -> sums.get(calendar.indexOf(booking.at())).lost(booking));
            Capacities capacities = new Capacities(tx, catalogue, period);
            return IntStream.range(0, sums.size())
                    .mapToObj(i -> week(calendar.weeks().get(i), sums.get(i), capacities, tx.now()))
                    .toList();
        });
    }

    private static Week week(TimeSlot slot, Sum sum, Capacities capacities, Instant now) {
        double cores = slot.start().isBefore(now) ? capacities.coreMillis(until(slot, now)) : 0;
        return new Week(
                slot,
                sum.madeCount(),
                sum.begunCount(),
                sum.used(),
                sum.failed(),
                sum.cancelled(),
                share(sum.coreMillis(), cores));
    }

    private static TimeSlot until(TimeSlot slot, Instant now) {
        return slot.end().isAfter(now) ? slot.endingAt(now) : slot;
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Tells how operations went, of each kind that there was. */
    public List<OperationTimes> operations(Period period) {
        Map<OperationKind, List<StatisticsTable.Ended>> ended = new EnumMap<>(OperationKind.class);
        store.read(tx -> {
            new StatisticsTable(tx)
                    .operations(
                            period,
                            o -> ended.computeIfAbsent(o.kind(), k -> new ArrayList<>())
                                    .add(o));
            return true;
        });
        return ended.entrySet().stream()
                .map(e -> times(e.getKey(), e.getValue()))
                .toList();
    }

    private static OperationTimes times(OperationKind kind, List<StatisticsTable.Ended> ended) {
        List<Duration> took = ended.stream()
                .filter(o -> o.state() == OperationState.SUCCEEDED)
                .flatMap(o -> o.took().stream())
                .toList();
        return new OperationTimes(
                kind,
                ended.size(),
                in(ended, OperationState.FAILED),
                in(ended, OperationState.CANCELLED),
                Times.of(took));
    }

    private static int in(List<StatisticsTable.Ended> ended, OperationState state) {
        return (int) ended.stream().filter(o -> o.state() == state).count();
    }

    /** Tells how long those waited who made a booking within the period. */
    public Waits waits(Period period) {
        List<Made> made = new ArrayList<>();
        store.read(tx -> {
            new StatisticsTable(tx).made(period, made::add);
            return true;
        });
        List<Duration> waits = made.stream()
                .flatMap(b ->
                        b.grantedAt().stream().filter(g -> g.isAfter(b.at())).map(g -> Duration.between(b.at(), g)))
                .toList();
        int granted = (int) made.stream().filter(b -> b.grantedAt().isPresent()).count();
        int waiting = (int)
                made.stream().filter(b -> b.state() == BookingState.WAITING).count();
        return new Waits(
                made.size(), granted - waits.size(), waiting, made.size() - granted - waiting, Times.of(waits));
    }

    /** Tells how busy the hosts of the configuration were, in its order. */
    public List<HostUse> hosts(Period period) {
        Map<String, Sum> sums = new HashMap<>();
        return store.read(tx -> {
            new StatisticsTable(tx)
                    .uses(
                            period,
                            use -> sums.computeIfAbsent(use.subject().host(), h -> new Sum())
                                    .add(use));
            return new Capacities(tx, catalogue, period)
                    .places().stream()
                            .map(p -> hostUse(
                                    p, sums.getOrDefault(p.host().id().value(), new Sum()), available(p, period, tx)))
                            .toList();
        });
    }

    private static Duration available(Capacities.Place place, Period period, Tx tx) {
        return period.window().start().isBefore(tx.now())
                ? place.available(until(period.window(), tx.now()))
                : Duration.ZERO;
    }

    private static HostUse hostUse(Capacities.Place place, Sum sum, Duration available) {
        double millis = available.toMillis();
        return new HostUse(
                place.host().id(),
                place.lab().id(),
                sum.bookings(),
                available,
                share(sum.coreMillis(), millis * place.host().capacity().cores()),
                share(sum.memoryMillis(), millis * place.host().capacity().memoryMiB()));
    }

    /**
     * Tells what the next weeks bring, the present one first.
     *
     * @param weeks 1 … 52
     * @param period its window is not looked at
     */
    public List<Forecast> forecast(Period period, int weeks) {
        if (weeks < 1 || weeks > MAX_WEEKS) {
            throw new IllegalArgumentException("weeks must be 1 to %d, was %d".formatted(MAX_WEEKS, weeks));
        }
        return store.read(tx -> {
            Instant end = Calendar.weekOf(tx.now(), period.zone(), weeks);
            Period coming = period.over(new TimeSlot(tx.now(), end));
            Sum trend = trend(tx, period);
            Calendar calendar = new Calendar(coming.window(), period.zone());
            List<Sum> sums = calendar.weeks().stream().map(w -> new Sum()).toList();
            new StatisticsTable(tx)
                    .held(
                            coming,
                            use -> calendar.split(
                                    use.slot(),
                                    (week, part) -> sums.get(week)
                                            .time(use, part.length().toMillis())));
            Capacities capacities = new Capacities(tx, catalogue, coming);
            return IntStream.range(0, sums.size())
                    .mapToObj(i -> forecast(calendar.weeks().get(i), sums.get(i), trend, capacities))
                    .toList();
        });
    }

    private static Sum trend(Tx tx, Period period) {
        Instant thisWeek = Calendar.weekOf(tx.now(), period.zone());
        Instant before = Calendar.weekOf(tx.now(), period.zone(), -TREND_WEEKS);
        Sum sum = new Sum();
        new StatisticsTable(tx).uses(period.over(new TimeSlot(before, thisWeek)), sum::add);
        return sum;
    }

    /** A week that is shorter than seven days is expected to be used as much less. */
    private static Forecast forecast(TimeSlot slot, Sum held, Sum trend, Capacities capacities) {
        double part = slot.length().toMillis() / (double) Duration.ofDays(7).toMillis() / TREND_WEEKS;
        Duration usual = Duration.ofMillis(Math.round(trend.used().toMillis() * part));
        double cores = capacities.coreMillis(slot);
        return new Forecast(
                slot,
                held.used(),
                usual.compareTo(held.used()) > 0 ? usual : held.used(),
                share(held.coreMillis(), cores),
                share(Math.max(held.coreMillis(), trend.coreMillis() * part), cores));
    }
}
