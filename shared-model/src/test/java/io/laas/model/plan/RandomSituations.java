package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Situations on a grid of whole hours, made from a seed. */
final class RandomSituations {
    static final Instant ZERO = Instant.parse("2026-03-01T00:00:00Z");
    static final int HOURS = 40;

    private static final UserId ANN = new UserId("ann");
    private static final LabId LAB = new LabId("lab");

    private final Random random;

    RandomSituations(long seed) {
        this.random = new Random(seed);
    }

    static Instant hour(int hour) {
        return ZERO.plus(Duration.ofHours(hour));
    }

    Situation next() {
        List<HostRoom> hosts = List.of(room("h1"), room("h2"));
        List<VpodRoom> vpods = new ArrayList<>();
        for (String name : List.of("v1", "v2", "v3")) {
            vpods.add(new VpodRoom(
                    new VpodId(name),
                    random.nextBoolean() ? hosts.get(0).host() : hosts.get(1).host(),
                    random.nextBoolean(),
                    random.nextInt(8) == 0 ? Optional.of("broken") : Optional.empty()));
        }
        List<Occupation> holds = new ArrayList<>();
        for (int i = random.nextInt(14); i > 0; i--) {
            holds.add(hold(i, vpods));
        }
        List<Outage> outages = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Optional<HostId> host = random.nextBoolean()
                    ? Optional.of(hosts.get(random.nextInt(2)).host())
                    : Optional.empty();
            outages.add(
                    new Outage(new OutageId(i), LAB, host, slot(), OutageKind.PLANNED, "power", ANN, Optional.empty()));
        }
        return new Situation(hosts, vpods, holds, outages);
    }

    Demand demand() {
        List<Place> places = new ArrayList<>();
        places.add(new Place.OnHost(new HostId("h1")));
        places.add(new Place.OnHost(new HostId("h2")));
        return new Demand(capacity(), places, Duration.ofHours(random.nextInt(3)));
    }

    Demand demand(Situation situation) {
        List<Place> places = new ArrayList<>(demand().places());
        situation.vpods().forEach(v -> places.add(new Place.OnVpod(v.vpod(), v.host())));
        places.removeIf(p -> random.nextInt(3) == 0);
        return new Demand(capacity(), places, Duration.ofHours(random.nextInt(3)));
    }

    TimeSlot slot() {
        int start = random.nextInt(HOURS - 10);
        return new TimeSlot(hour(start), hour(start + 1 + random.nextInt(9)));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private Occupation hold(int number, List<VpodRoom> vpods) {
        boolean onStatic = random.nextBoolean();
        VpodRoom vpod = vpods.get(random.nextInt(vpods.size()));
        return new Occupation(
                onStatic ? vpod.host() : new HostId(random.nextBoolean() ? "h1" : "h2"),
                onStatic ? vpod.vpod() : new VpodId("pod-" + number),
                new BookingId(number),
                ANN,
                slot(),
                onStatic ? Capacity.ZERO : capacity(),
                onStatic);
    }

    private HostRoom room(String name) {
        return new HostRoom(
                LAB,
                new HostId(name),
                new Capacity(8 + random.nextInt(8), 8 + random.nextInt(8), 100),
                1 + random.nextInt(4),
                random.nextInt(4) > 0);
    }

    private Capacity capacity() {
        return new Capacity(1 + random.nextInt(6), 1 + random.nextInt(6), 1 + random.nextInt(40));
    }
}
