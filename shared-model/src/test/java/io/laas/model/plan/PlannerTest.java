package io.laas.model.plan;

import static io.laas.model.plan.RandomSituations.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Conflict;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final VpodId V1 = new VpodId("v1");
    private static final VpodId V2 = new VpodId("v2");
    private static final Capacity SMALL = new Capacity(2, 2048, 20);

    private static HostRoom room(HostId host, int memory, boolean answering) {
        return new HostRoom(new LabId("lab"), host, new Capacity(64, memory, 1000), 8, answering);
    }

    private static VpodRoom vpod(VpodId id, boolean ready) {
        return new VpodRoom(id, H1, ready, Optional.empty());
    }

    private static Occupation hold(VpodId vpod, int from, int to) {
        return new Occupation(
                H1, vpod, new BookingId(7), new UserId("ann"), new TimeSlot(hour(from), hour(to)), Capacity.ZERO, true);
    }

    private static Demand demand(Place... places) {
        return new Demand(SMALL, List.of(places), Duration.ofHours(1));
    }

    @Test
    void touchingSlotsAreLegal() {
        Situation situation = new Situation(
                List.of(room(H1, 8192, true)), List.of(vpod(V1, true)), List.of(hold(V1, 4, 8)), List.of());
        Place place = new Place.OnVpod(V1, H1);
        assertThat(ConflictFinder.find(place, new TimeSlot(hour(8), hour(9)), demand(place), situation))
                .isEmpty();
        assertThat(ConflictFinder.find(place, new TimeSlot(hour(1), hour(3)), demand(place), situation))
                .isEmpty();
    }

    @Test
    void cleaningAfterTheSlotCountsToo() {
        Situation situation = new Situation(
                List.of(room(H1, 8192, true)), List.of(vpod(V1, true)), List.of(hold(V1, 4, 8)), List.of());
        Place place = new Place.OnVpod(V1, H1);
        assertThat(ConflictFinder.find(place, new TimeSlot(hour(1), hour(4)), demand(place), situation))
                .containsExactly(
                        new Conflict.Booked(V1, new BookingId(7), new UserId("ann"), new TimeSlot(hour(4), hour(8))));
    }

    @Test
    void prefersAReadyVpodThatIsAnsweringAndStatic() {
        Place first = new Place.OnVpod(V1, H1);
        Place ready = new Place.OnVpod(V2, H1);
        Place dynamic = new Place.OnHost(H1);
        Situation situation = new Situation(
                List.of(room(H1, 8192, true)), List.of(vpod(V1, false), vpod(V2, true)), List.of(), List.of());
        TimeSlot slot = new TimeSlot(hour(0), hour(1));
        assertThat(PlaceChooser.choose(demand(dynamic, first, ready), slot, situation))
                .contains(ready);
    }

    @Test
    void fillsTheFullerHostFirstAndAvoidsTheSilentOne() {
        HostId silent = new HostId("h3");
        Situation situation = new Situation(
                List.of(room(H1, 8192, true), room(H2, 4096, true), room(silent, 2048, false)),
                List.of(),
                List.of(),
                List.of());
        Demand demand = demand(new Place.OnHost(H1), new Place.OnHost(H2), new Place.OnHost(silent));
        assertThat(PlaceChooser.choose(demand, new TimeSlot(hour(0), hour(1)), situation))
                .contains(new Place.OnHost(H2));
    }

    @Test
    void saysWhatAHostLacks() {
        Situation situation = new Situation(List.of(room(H1, 1024, true)), List.of(), List.of(), List.of());
        Place place = new Place.OnHost(H1);
        TimeSlot slot = new TimeSlot(hour(0), hour(1));
        assertThat(ConflictFinder.find(place, slot, demand(place), situation))
                .singleElement()
                .isInstanceOfSatisfying(
                        Conflict.NoCapacity.class,
                        c -> assertThat(c.missing())
                                .isEqualTo("needs 2 cores, 2048 MiB memory, 20 GiB disk;"
                                        + " has 64 cores, 1024 MiB memory, 1000 GiB disk left"));
    }
}
