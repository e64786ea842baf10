package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Caller;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ForecastJson;
import io.laas.model.wire.HostUseJson;
import io.laas.model.wire.OperationTimesJson;
import io.laas.model.wire.UsageJson;
import io.laas.model.wire.WaitsJson;
import io.laas.model.wire.WeekJson;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatsCommandTest extends AtFakeServer {
    private String said(String line) {
        return ((Reply) router.route(
                        line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1"))
                .text();
    }

    @Test
    void tellsWhoUsedHowMuch() {
        server.on(
                "GET /statistics/usage",
                List.of(new UsageJson("alice", 3, 12.25, 1, 2), new UsageJson("", 1, 2, 0, 0)));

        assertThat(said("stats")).contains("alice | 3 | 12.3 h | 1 | 2", "(none) | 1 | 2.0 h");
        said("stats projects for 12w lab lab1");

        assertThat(server.asked("GET", "/statistics/usage").get(0).query()).isEqualTo("by=USER");
        assertThat(server.asked("GET", "/statistics/usage").get(1).query())
                .isEqualTo("from=2026-01-01T15:30:00Z&lab=lab1&by=PROJECT");
    }

    @Test
    void tellsOfWeeksAndOfWhatIsToBeExpectedInTheReadersZone() {
        server.on("GET /statistics/weeks", List.of(new WeekJson(Samples.START, Samples.START, 5, 4, 8, 1, 0, 0.256)))
                .on(
                        "GET /statistics/forecast",
                        List.of(new ForecastJson(Samples.START, Samples.START, 1, 8, 0.1, 0.8)));

        assertThat(said("stats weeks")).contains("Thu 26 Mar 16:30 | 5 | 8.0 h | 26 % | 1");
        assertThat(said("stats forecast")).contains("Thu 26 Mar 16:30 | 1.0 h | 8.0 h | 10 % | 80 %");
        assertThat(server.asked("GET", "/statistics/weeks").get(0).query()).isEqualTo("zone=Europe/Paris");
    }

    @Test
    void tellsOfHostsOperationsAndWaits() {
        server.on("GET /statistics/hosts", List.of(new HostUseJson("h1", "lab1", 7, 24, 0.5, 0.25)))
                .on("GET /statistics/operations", List.of(new OperationTimesJson("RESET", 9, 1, 0, 12.4, 90, 3600)))
                .on("GET /statistics/waits", new WaitsJson(10, 6, 1, 1, 2, 60, 120, 86400));

        assertThat(said("stats hosts")).contains("h1 | lab1 | 7 | 50 % | 25 %");
        assertThat(said("stats operations")).contains("reset | 9 | 1 | 12 s | 2 min | 1 h");
        assertThat(said("stats waits"))
                .contains("10 bookings: 6 got their pod at once, 2 after waiting, 1 still wait, 1 were given up.")
                .contains("within 1 min, nine of ten within 2 min; the longest wait was 24 h");
    }

    @Test
    void saysThatNothingHappenedAndCutsWhatIsTooLong() {
        server.on("GET /statistics/usage", List.of());
        assertThat(said("stats users")).isEqualTo("Nothing happened in that time.");
        server.on(
                "GET /statistics/usage",
                IntStream.range(0, 30)
                        .mapToObj(i -> new UsageJson("u" + i, 1, 1, 0, 0))
                        .toList());
        assertThat(said("stats users"))
                .contains("u19 |", "These are the first 20.")
                .doesNotContain("u20 |");
        assertThat(said("stats for ever")).contains("'ever' is not a length");
        assertThat(said("stats shoes")).contains("stats [users|projects|");
    }
}
