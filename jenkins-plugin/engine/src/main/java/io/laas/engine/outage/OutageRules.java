package io.laas.engine.outage;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.OutageImpact;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which outages may be set, what they would hit, and what is in their way. */
final class OutageRules {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Whatever ends later is a slip of the pen; databases and calendars do not know every year. */
    private static final Duration LATEST = Duration.ofDays(3653);

    private final Catalogue catalogue;
    private final OutageImpact impact;

    OutageRules(Catalogue catalogue, OutageImpact impact) {
        this.catalogue = catalogue;
        this.impact = impact;
    }

    /** Returns what is wrong with asking about the outage until an instant. */
    Optional<Refusal> unaskable(Tx tx, NewOutage outage, Instant until) {
        if (outage.kind() != OutageKind.PLANNED) {
            return no(RefusalCode.INVALID, "An emergency does not ask; only a planned outage waits for answers.");
        }
        Lab lab = catalogue.lab(outage.lab()).orElseThrow();
        return Asking.wrong(slot(outage, tx.now()), until, lab, tx.now());
    }

    /** Returns the bookings that an outage hits and that cannot just end earlier. */
    List<Booking> unaskable(Tx tx, NewOutage outage, TimeSlot slot) {
        Lab lab = catalogue.lab(outage.lab()).orElseThrow();
        return impact.hits(tx, hosts(outage), slot).stream()
                .filter(b -> impact.earlierEnd(tx, b, slot, lab).isEmpty())
                .toList();
    }

    /**
     * Returns the refusal of outages that would hit granted bookings; empty if they would hit none.
     *
     * @param asked whether the holders of bookings that can just end earlier are asked at that time; those are not in the way
     */
    Optional<Refusal> inTheWay(Tx tx, NewOutage outage, List<TimeSlot> times, Predicate<TimeSlot> asked) {
        return times.stream()
                .flatMap(slot -> {
                    List<Booking> hits =
                            asked.test(slot) ? unaskable(tx, outage, slot) : impact.hits(tx, hosts(outage), slot);
                    return hits.isEmpty() ? Stream.<Refusal>empty() : Stream.of(inTheWay(tx, outage, slot, hits));
                })
                .findFirst();
    }

    /** Returns the refusal of an outage that would hit the bookings. */
    Refusal inTheWay(Tx tx, NewOutage outage, TimeSlot slot, List<Booking> hits) {
        String list = hits.stream()
                .limit(10)
                .map(b -> "%s of %s (%s until %s)"
                        .formatted(b.id(), b.owner(), b.slot().start(), b.slot().end()))
                .collect(Collectors.joining(", "));
        String message =
                "The outage hits %d granted booking%s: %s%s. Choose another time, or force it: they are moved or ended then."
                        .formatted(hits.size(), hits.size() == 1 ? "" : "s", list, hits.size() > 10 ? " …" : "");
        return new Refusal(
                RefusalCode.POD_TAKEN,
                message,
                impact.conflicts(tx, hosts(outage), slot),
                Optional.empty(),
                Optional.empty());
    }

    Optional<Refusal> wrong(Tx tx, NewOutage outage, Caller caller) {
        if (!caller.managesLabs()) {
            return no(
                    RefusalCode.FORBIDDEN,
                    "Outages need the right MANAGE_LABS, which %s does not have here. Ask an admin of the lab."
                            .formatted(caller.user()));
        }
        Optional<Lab> lab = catalogue.lab(outage.lab());
        if (lab.isEmpty()) {
            return no(RefusalCode.UNKNOWN_LAB, "There is no lab " + outage.lab() + ".");
        }
        if (outage.host().isPresent() && lab.get().host(outage.host().get()).isEmpty()) {
            return no(
                    RefusalCode.UNKNOWN_HOST,
                    "Lab %s has no host %s. Hosts: %s."
                            .formatted(
                                    outage.lab(),
                                    outage.host().get(),
                                    lab.get().hosts().stream()
                                            .map(h -> h.id().value())
                                            .collect(Collectors.joining(", "))));
        }
        Instant start = outage.start().orElse(tx.now());
        if (start.isBefore(tx.now().minus(TOLERANCE)) || !outage.end().isAfter(later(start, tx.now()))) {
            return no(
                    RefusalCode.INVALID,
                    "An outage must end after it starts, and not start in the past: was %s to %s, it is %s."
                            .formatted(start, outage.end(), tx.now()));
        }
        return outage.end().isAfter(tx.now().plus(LATEST))
                ? no(RefusalCode.INVALID, "An outage must end in at most ten years: was %s.".formatted(outage.end()))
                : Optional.empty();
    }

    List<HostId> hosts(NewOutage outage) {
        return outage.host().map(List::of).orElseGet(() -> hosts(outage.lab()));
    }

    List<HostId> hosts(LabId lab) {
        return catalogue
                .lab(lab)
                .map(l -> l.hosts().stream().map(Host::id).toList())
                .orElse(List.of());
    }

    static TimeSlot slot(NewOutage outage, Instant now) {
        return new TimeSlot(
                later(outage.start().orElse(now), now).truncatedTo(ChronoUnit.MILLIS),
                outage.end().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Refusal> no(RefusalCode code, String message) {
        return Optional.of(Refusal.of(code, message));
    }
}
