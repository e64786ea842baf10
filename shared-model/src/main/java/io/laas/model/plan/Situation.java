package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Outage;
import java.util.List;
import java.util.Optional;
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
        return new Situation(
                hosts,
                vpods,
                Stream.concat(occupations.stream(), Stream.of(further)).toList(),
                outages);
    }

    Optional<HostRoom> host(HostId id) {
        return hosts.stream().filter(h -> h.host().equals(id)).findFirst();
    }

    Optional<VpodRoom> vpod(VpodId id) {
        return vpods.stream().filter(v -> v.vpod().equals(id)).findFirst();
    }
}
