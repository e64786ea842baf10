package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.booking.Extension;
import io.laas.model.booking.Booking;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderTest {
    private static List<String> leads(Bench bench) {
        List<String> leads = new ArrayList<>();
        for (Event event : bench.engine().events().after(0, 1000)) {
            if (event.type() == EventType.REMINDER) {
                leads.add(event.data().get("lead"));
            }
        }
        return leads;
    }

    private static void hours(Bench bench, int hours) {
        for (int i = 0; i < hours; i++) {
            bench.pass(Duration.ofHours(1));
        }
    }

    @Test
    void remindsOnceForEachLeadThoughTheEngineDiesInBetween() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, Duration.ofDays(10));
            hours(bench, 24 * 7 + 1);
            bench.crash();
            bench.settle();
            assertThat(leads(bench)).containsExactly("PT72H");
            hours(bench, 24 * 3);
            assertThat(leads(bench)).containsExactly("PT72H", "PT24H", "PT2H");
        }
    }

    @Test
    void leavesOutLeadsLongerThanAThird() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, Duration.ofDays(4));
            hours(bench, 24 * 4);
            assertThat(leads(bench)).containsExactly("PT24H", "PT2H");
        }
    }

    @Test
    void sendsOnlyTheLatestOfWhatWasMissed() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            bench.active(ANN, Duration.ofDays(10));
            bench.pass(Duration.ofDays(10).minusHours(1));
            assertThat(leads(bench)).containsExactly("PT2H");
            bench.pass(Duration.ofDays(-3));
            bench.pass(Duration.ofDays(3));
            assertThat(leads(bench)).doesNotHaveDuplicates();
        }
    }

    @Test
    void remindsAgainOfANewEnd() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking booking = bench.active(ANN, Duration.ofDays(1));
            hours(bench, 23);
            done(bench.engine().bookings().extend(booking.id(), new Extension.By(Duration.ofHours(12)), ANN));
            hours(bench, 12);
            assertThat(leads(bench)).containsExactly("PT2H", "PT2H");
        }
    }
}
