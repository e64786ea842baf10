package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Outage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that planning depends on, as it was at one moment. */
public record Situation(
        List<HostRoom> hosts, List<VpodRoom> vpods, List<Occupation> occupations, List<Outage> outages) {
    public Situation {
        hosts = List.copyOf(hosts);
        vpods = List.copyOf(vpods);
        occupations = List.copyOf(occupations);
        outages = List.copyOf(outages);
    }

    /** Returns the situation as if the booking did not exist. */
    public Situation without(BookingId booking) {
        return new Situation(
                hosts,
                vpods,
                occupations.stream().filter(o -> !o.booking().equals(booking)).toList(),
                outages);
    }

    /** Returns the situation with a further hold. */
    public Situation with(Occupation further) {
        return with(List.of(further));
    }

    /** Returns the situation with further holds. */
    public Situation with(List<Occupation> further) {
        return new Situation(
                hosts,
                vpods,
                Stream.concat(occupations.stream(), further.stream()).toList(),
                outages);
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
        return hosts.stream().filter(h -> h.host().equals(id)).findFirst();
    }

    Optional<VpodRoom> vpod(VpodId id) {
        return vpods.stream().filter(v -> v.vpod().equals(id)).findFirst();
    }
}
