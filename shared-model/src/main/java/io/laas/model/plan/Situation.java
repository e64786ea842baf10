package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Outage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that planning depends on, as it was at one moment. What is looked up by host or vpod is found without a search, because each
 * place of a lab is looked at in turn. Not for several threads at once.
 */
public final class Situation {
    private final List<HostRoom> hosts;
    private final List<VpodRoom> vpods;
    private final List<Occupation> occupations;
    private final List<Outage> outages;
    private final Supplier<Map<HostId, HostRoom>> roomByHost;
    private final Supplier<Map<VpodId, VpodRoom>> roomByVpod;
    private final Supplier<Map<VpodId, List<Occupation>>> holdsByVpod;
    private final Supplier<Map<HostId, List<Occupation>>> dynamicByHost;

    public Situation(List<HostRoom> hosts, List<VpodRoom> vpods, List<Occupation> occupations, List<Outage> outages) {
        this.hosts = List.copyOf(hosts);
        this.vpods = List.copyOf(vpods);
        this.occupations = List.copyOf(occupations);
        this.outages = List.copyOf(outages);
        this.roomByHost = new Once<>(() -> byFirst(this.hosts, HostRoom::host));
        this.roomByVpod = new Once<>(() -> byFirst(this.vpods, VpodRoom::vpod));
        this.holdsByVpod = new Once<>(() -> this.occupations.stream().collect(Collectors.groupingBy(Occupation::vpod)));
        this.dynamicByHost = new Once<>(() ->
                this.occupations.stream().filter(o -> !o.onStatic()).collect(Collectors.groupingBy(Occupation::host)));
    }

    private static <K, V> Map<K, V> byFirst(List<V> all, Function<V, K> key) {
        return all.stream().collect(Collectors.toMap(key, v -> v, (first, other) -> first));
    }

    /** Made when it is wanted first. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }

    public List<HostRoom> hosts() {
        return hosts;
    }

    public List<VpodRoom> vpods() {
        return vpods;
    }

    public List<Occupation> occupations() {
        return occupations;
    }

    public List<Outage> outages() {
        return outages;
    }

    /** Returns the situation as if the booking did not exist. */
    public Situation without(BookingId booking) {
        return holding(
                occupations.stream().filter(o -> !o.booking().equals(booking)).toList());
    }

    /** Returns the situation with a further hold. */
    public Situation with(Occupation further) {
        return with(List.of(further));
    }

    /** Returns the situation with further holds. */
    public Situation with(List<Occupation> further) {
        return holding(Stream.concat(occupations.stream(), further.stream()).toList());
    }

    /** Returns the situation with other holds. */
    Situation holding(List<Occupation> others) {
        return new Situation(hosts, vpods, others, outages);
    }

    /** Returns the situation in these hosts and those of another lab together. */
    public Situation and(Situation other) {
        Set<Outage> all = new LinkedHashSet<>(outages);
        all.addAll(other.outages);
        return new Situation(
                Stream.concat(hosts.stream(), other.hosts.stream()).toList(),
                Stream.concat(vpods.stream(), other.vpods.stream()).toList(),
                Stream.concat(occupations.stream(), other.occupations.stream()).toList(),
                List.copyOf(all));
    }

    Optional<HostRoom> host(HostId id) {
        return Optional.ofNullable(roomByHost.get().get(id));
    }

    Optional<VpodRoom> vpod(VpodId id) {
        return Optional.ofNullable(roomByVpod.get().get(id));
    }

    /** Returns the holds of the vpod. */
    List<Occupation> holdsOf(VpodId id) {
        return holdsByVpod.get().getOrDefault(id, List.of());
    }

    /** Returns the holds that take of what the host has for dynamic vpods. */
    List<Occupation> dynamicOn(HostId id) {
        return dynamicByHost.get().getOrDefault(id, List.of());
    }

    @Override
    public String toString() {
        return "hosts %s, vpods %s, holds %s, outages %s".formatted(hosts, vpods, occupations, outages);
    }
}
