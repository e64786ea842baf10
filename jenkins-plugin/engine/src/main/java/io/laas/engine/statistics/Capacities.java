package io.laas.engine.statistics;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.outage.OutageTable;
import io.laas.engine.store.Tx;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Outage;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the configured hosts can give, and for how long they were in service. */
final class Capacities {
    private final List<Place> places = new ArrayList<>();

    /** A host and the outages of it in a window, earliest first. */
    record Place(Lab lab, Host host, List<TimeSlot> outages) {
        /** Returns for how long of the slot the host was in service. */
        Duration available(TimeSlot slot) {
            Duration out = Duration.ZERO;
            Instant done = slot.start();
            for (TimeSlot outage : outages) {
                Instant from = outage.start().isAfter(done) ? outage.start() : done;
                Instant to = outage.end().isBefore(slot.end()) ? outage.end() : slot.end();
                if (from.isBefore(to)) {
                    out = out.plus(Duration.between(from, to));
                    done = to;
                }
            }
            return slot.length().minus(out);
        }
    }

    Capacities(Tx tx, Catalogue catalogue, Period period) {
        List<Outage> outages = new OutageTable(tx).overlapping(period.window());
        for (Lab lab : catalogue.labs()) {
            if (period.lab().filter(l -> !l.equals(lab.id())).isEmpty()) {
                lab.hosts().forEach(host -> places.add(new Place(lab, host, of(lab, host, outages))));
            }
        }
    }

    private static List<TimeSlot> of(Lab lab, Host host, List<Outage> outages) {
        return outages.stream()
                .filter(o -> o.lab().equals(lab.id())
                        && o.host().map(host.id()::equals).orElse(true))
                .map(Outage::slot)
                .sorted(Comparator.comparing(TimeSlot::start))
                .toList();
    }

    List<Place> places() {
        return places;
    }

    /** Returns how many core-milliseconds there were in the slot while hosts were in service. */
    double coreMillis(TimeSlot slot) {
        return places.stream()
                .mapToDouble(p ->
                        (double) p.host().capacity().cores() * p.available(slot).toMillis())
                .sum();
    }
}
