package io.laas.model.plan;

import static io.laas.model.plan.RandomSituations.HOURS;
import static io.laas.model.plan.RandomSituations.ZERO;
import static io.laas.model.plan.RandomSituations.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Conflict;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The planner against {@link HourByHour} on random situations. */
class PlannerOracleTest {
    private static final int ROUNDS = 400;
    private static final UserId BOB = new UserId("bob");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsConflictsExactlyWhenSomeHourIsTaken(long seed) {
        RandomSituations random = new RandomSituations(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = random.next();
            Demand demand = random.demand(situation);
            TimeSlot slot = random.slot();
            HourByHour oracle = new HourByHour(situation);
            for (Place place : demand.places()) {
                List<Conflict> found = ConflictFinder.find(place, slot, demand, situation);
                assertThat(found.isEmpty())
                        .as("%s %s %s", place, slot, situation)
                        .isEqualTo(oracle.free(place, slot, demand));
                assertThat(found).allMatch(c -> c.slot().overlaps(slot.withCleaning(demand.cleaning())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void findsTheFirstFreeHour(long seed) {
        RandomSituations random = new RandomSituations(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = random.next();
            Demand demand = random.demand(situation);
            int hours = 1 + random.below(8);
            int from = random.below(20);
            Optional<Choice> found = SlotFinder.nextFree(
                    demand, Duration.ofHours(hours), new TimeSlot(hour(from), hour(from + HOURS)), situation);
            HourByHour oracle = new HourByHour(situation);
            assertThat(found.map(c -> c.slot().start()))
                    .as("%s %s", demand, situation)
                    .isEqualTo(oracle.firstFree(demand, hours, from, HOURS));
            found.ifPresent(
                    c -> assertThat(oracle.free(c.place(), c.slot(), demand)).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void findsTheLatestPossibleEnd(long seed) {
        RandomSituations random = new RandomSituations(seed);
        int tried = 0;
        while (tried < ROUNDS) {
            Situation situation = random.next();
            Demand demand = random.demand(situation);
            TimeSlot slot = random.slot();
            Instant limit = slot.end().plus(Duration.ofHours(1 + random.below(9)));
            HourByHour oracle = new HourByHour(situation);
            for (Place place : demand.places()) {
                if (oracle.free(place, slot, demand)) {
                    tried++;
                    LatestEnd latest = LatestEnd.of(place, slot, limit, demand, situation);
                    Optional<Instant> expected = oracle.latestEnd(place, slot, limit, demand);
                    assertThat(latest.end())
                            .as("%s %s %s", place, slot, situation)
                            .isEqualTo(expected);
                    assertThat(latest.limits().isEmpty()).isEqualTo(latest.end().equals(Optional.of(limit)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void choosesAFreePlaceWheneverThereIsOne(long seed) {
        RandomSituations random = new RandomSituations(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = random.next();
            Demand demand = random.demand(situation);
            TimeSlot slot = random.slot();
            HourByHour oracle = new HourByHour(situation);
            Optional<Place> chosen = PlaceChooser.choose(demand, slot, situation);
            assertThat(chosen.isPresent())
                    .isEqualTo(demand.places().stream().anyMatch(p -> oracle.free(p, slot, demand)));
            chosen.ifPresent(p -> assertThat(oracle.free(p, slot, demand)).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void levelsCoverTheWindowAndTellWhatIsUsed(long seed) {
        RandomSituations random = new RandomSituations(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = random.next();
            TimeSlot window = random.slot();
            HostId host = situation.hosts().get(0).host();
            List<HostLevel> levels = CapacityOverTime.levels(host, window, situation);
            Instant at = window.start();
            for (HostLevel level : levels) {
                assertThat(level.slot().start()).isEqualTo(at);
                for (; at.isBefore(level.slot().end()); at = at.plus(Duration.ofHours(1))) {
                    assertThat(level.used()).isEqualTo(new HourByHour(situation).usedAt(host, at));
                }
            }
            assertThat(at).isEqualTo(window.end());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void nobodyWaitsLongerForThoseWhoCameLater(long seed) {
        RandomSituations random = new RandomSituations(seed);
        for (int i = 0; i < ROUNDS / 4; i++) {
            Situation situation = random.next();
            List<Waiter> waiters = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                waiters.add(waiter(random, situation, n));
            }
            List<QueuePlanner.Planned> all = QueuePlanner.plan(waiters, ZERO, Duration.ofHours(HOURS * 2), situation);
            List<Waiter> fair = waiters.stream().sorted(Waiter.FAIR).toList();
            Situation present = situation;
            for (int n = 0; n < fair.size(); n++) {
                List<QueuePlanner.Planned> some =
                        QueuePlanner.plan(fair.subList(0, n + 1), ZERO, Duration.ofHours(HOURS * 2), situation);
                assertThat(all.get(n)).isEqualTo(some.get(n));
                for (int part = 0; part < all.get(n).choices().size(); part++) {
                    Choice choice = all.get(n).choices().get(part);
                    Demand demand = fair.get(n).parts().get(part).demand();
                    assertThat(new HourByHour(present).free(choice.place(), choice.slot(), demand))
                            .isTrue();
                    present = present.with(all.get(n).holds().get(part));
                }
            }
        }
    }

    private static Waiter waiter(RandomSituations random, Situation situation, int number) {
        List<Waiter.Part> parts = new ArrayList<>();
        for (int part = 0; part <= random.below(3); part++) {
            parts.add(new Waiter.Part(new BookingId(100 + 10 * number + part), random.demand(situation)));
        }
        return new Waiter(
                parts,
                BOB,
                hour(random.below(3)),
                Duration.ofHours(random.below(3)),
                random.below(2) == 0,
                hour(random.below(10)),
                Duration.ofHours(1 + random.below(6)));
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void placesAGroupWheneverTryingEverythingDoes(long seed) {
        RandomSituations random = new RandomSituations(seed);
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = random.next();
            TimeSlot slot = random.slot();
            List<List<Demand>> wanted = new ArrayList<>();
            Demand alike = random.demand(situation);
            for (int n = 0; n <= 1 + random.below(3); n++) {
                Demand demand = random.below(2) == 0 ? alike : random.demand(situation);
                wanted.add(random.below(3) == 0 ? List.of(demand, random.demand(situation)) : List.of(demand));
            }
            Optional<List<GroupChooser.Picked>> picked = GroupChooser.choose(wanted, slot, situation);

            assertThat(picked.isPresent()).as("%s %s", wanted, situation).isEqualTo(possible(wanted, slot, situation));
            found += picked.isPresent() ? 1 : 0;
            picked.ifPresent(all -> eachIsFree(wanted, all, slot, situation));
        }
        assertThat(found).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private static void eachIsFree(
            List<List<Demand>> wanted, List<GroupChooser.Picked> picked, TimeSlot slot, Situation situation) {
        Situation present = situation;
        for (int n = 0; n < picked.size(); n++) {
            Demand demand = wanted.get(n).get(picked.get(n).option());
            Place place = picked.get(n).place();
            assertThat(demand.places()).contains(place);
            assertThat(new HourByHour(present).free(place, slot, demand)).isTrue();
            present = present.with(hold(place, slot, demand, n));
        }
    }

    /** Tries every place of every demand of every pod, one after the other. */
    private static boolean possible(List<List<Demand>> wanted, TimeSlot slot, Situation present) {
        if (wanted.isEmpty()) {
            return true;
        }
        List<List<Demand>> rest = wanted.subList(1, wanted.size());
        for (Demand demand : wanted.get(0)) {
            for (Place place : demand.places()) {
                if (new HourByHour(present).free(place, slot, demand)
                        && possible(rest, slot, present.with(hold(place, slot, demand, wanted.size())))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Occupation hold(Place place, TimeSlot slot, Demand demand, int number) {
        boolean onStatic = place instanceof Place.OnVpod;
        return new Occupation(
                place.host(),
                place instanceof Place.OnVpod v ? v.vpod() : new VpodId("more-" + number),
                new BookingId(500 + number),
                BOB,
                slot.withCleaning(demand.cleaning()),
                onStatic ? Capacity.ZERO : demand.capacity(),
                onStatic);
    }
}
