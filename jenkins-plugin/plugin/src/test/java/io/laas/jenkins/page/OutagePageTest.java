package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.User;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.Shortening;
import io.laas.engine.outage.OutageSeries;
import io.laas.engine.port.HostStatus;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Outages on the page of labs, in a real browser; times are filled in in a zone that neither the lab nor the machine has. */
@WithJenkins
class OutagePageTest extends BrowserPages {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HALF = Duration.ofMinutes(30);

    /** Pods without machines on hosts that answer with markup. */
    @TestExtension
    public static final class Pods extends FakeOperations {
        @Override
        public HostStatus probe(Host host) {
            return new HostStatus(HostStatus.State.ONLINE, Accel.KVM, HOSTILE);
        }
    }

    @BeforeEach
    void anAdminInAnotherZone() {
        JenkinsAccount.of(User.getById("root", true)).orElseThrow().set("", ZONE.getId());
    }

    @Test
    void anOutageIsSetByThoseWhoHaveSeenWhatItHits() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        openPage();
        browser.untilRead("#laas-hosts", "h1", HOSTILE);
        Instant nextYear = now().plus(Duration.ofDays(365));
        fill("end", nextYear);
        fill("reason", HOSTILE);
        browser.press("Show what it hits");

        browser.untilRead("#laas-hits:not(:empty)", "It hits one booking");
        browser.untilRead("#laas-hit-list", booking.id() + ": pair of ann, active", "it ends at once");
        pictures("labs");
        browser.press("Set the outage");
        browser.untilRead("#laas-outages", "planned");

        assertThat(engine().outages().list())
                .singleElement()
                .satisfies(outage -> assertThat(outage.reason()).isEqualTo(HOSTILE))
                .satisfies(outage -> assertThat(outage.slot().end()).isEqualTo(nextYear));
        browser.untilRead("#laas-outages", HOSTILE);
        assertNoHit();
    }

    @Test
    void anOutageThatRepeatsAsksHoldersAndEndsOneTimeOrAll() throws Exception {
        Booking booking = TestBookings.active("ann", "pair", HOSTILE, DAY);
        Instant start = booking.slot().end().minus(HALF).truncatedTo(ChronoUnit.MINUTES);
        openPage();
        fill("start", start);
        fill("end", start.plus(HALF.multipliedBy(2)));
        fill("repeat", "FREQ=WEEKLY");
        fill("times", "3");
        fill("answerBefore", "PT4H");
        fill("reason", HOSTILE);
        browser.press("Show what it hits");

        browser.untilRead(
                "#laas-hits:not(:empty)", "In the time of UTC. Times that are set at once: 3", "It hits one booking");
        browser.untilRead("#laas-hit-list li li", booking.id() + ": pair of ann, active", "it is asked to end earlier");
        browser.untilRead("#laas-asked-first:not([hidden])", "keep their time if they refuse");
        assertThat(count("#laas-hit-list > li")).as("times that hit a booking").isOne();
        assertThat(engine().outageSeries().list())
                .as("what is looked at is not set")
                .isEmpty();
        pictures("labs-series");
        browser.press("Set the outage");
        browser.untilRead(
                "#laas-series", "every week, 3 in all", "in the time of UTC", "until 4 hours before", HOSTILE);

        OutageSeries series = engine().outageSeries().list().get(0);
        assertThat(series.rule()).isEqualTo("FREQ=WEEKLY;COUNT=3");
        assertThat(series.answerBefore()).contains(Duration.ofHours(4));
        assertThat(series.coming())
                .extracting(outage -> outage.slot().start())
                .containsExactly(start, start.plus(DAY.multipliedBy(7)), start.plus(DAY.multipliedBy(14)));
        assertThat(questions()).extracting(Shortening::booking).containsExactly(booking.id());
        assertThat(TestBookings.find(booking.id()).slot())
                .as("the booking stays")
                .isEqualTo(booking.slot());
        browser.untilRead("#laas-questions", booking.id().toString(), "ann", "not answered", HOSTILE);
        Outage last = series.coming().get(2);
        browser.untilRead("#laas-outages", last.id().toString(), series.id().toString());
        pictures("labs-series-set");

        press("End now", last.id().toString());
        browser.press("Yes");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(engine().outages().list())
                        .hasSize(2)
                        .extracting(Outage::id)
                        .doesNotContain(last.id()));
        browser.untilRead("#laas-message", "Outage " + last.id() + " is over.");
        press("End the series", series.id().toString());
        browser.press("Yes");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(engine().outageSeries().list()).isEmpty());
        assertThat(engine().outages().list()).isEmpty();
        browser.until("document.querySelector('#laas-repeating').hidden");
        assertNoHit();
    }

    @Test
    void aSeriesEndsAfterTheLastDay() throws Exception {
        openPage();
        Instant start = now().plus(DAY);
        LocalDate lastDay =
                LocalDateTime.ofInstant(start, ZoneOffset.UTC).toLocalDate().plusDays(2);
        fill("start", start);
        fill("end", start.plus(HALF));
        fill("repeat", "FREQ=DAILY");
        fill("last", lastDay.toString());
        assertThat(browser.evaluate("document.querySelector('#laas-outage').times.disabled")
                        .asBoolean())
                .as("a number besides a day")
                .isTrue();
        fill("reason", "patches");
        browser.press("Show what it hits");
        browser.untilRead("#laas-hits:not(:empty)", "Times that are set at once: 3", "It hits no booking.");
        browser.press("Set the outage");

        browser.untilRead("#laas-series", "every day, until " + lastDay);
        assertThat(engine().outageSeries().list())
                .singleElement()
                .satisfies(series -> assertThat(series.coming()).hasSize(3))
                .satisfies(series -> assertThat(series.answerBefore()).isEmpty());
    }

    @Test
    void holdersAreAskedBeforeAnOutageThatDoesNotRepeat() throws Exception {
        Booking booking = TestBookings.active("ann", "pair", "test", DAY);
        Instant start = booking.slot().end().minus(HALF).truncatedTo(ChronoUnit.MINUTES);
        Instant until = start.minus(Duration.ofHours(8));
        openPage();
        fill("start", start);
        fill("end", start.plus(DAY));
        fill("askUntil", until);
        fill("reason", "new fans");
        browser.press("Show what it hits");
        browser.untilRead("#laas-hit-list:not(:empty)", "it is asked to end earlier");
        browser.press("Set the outage");

        browser.untilRead("#laas-questions", booking.id().toString(), "not answered");
        assertThat(questions())
                .singleElement()
                .satisfies(question -> assertThat(question.until()).isEqualTo(until));
        assertThat(TestBookings.find(booking.id()).slot()).isEqualTo(booking.slot());
    }

    @Test
    void anEmergencyNeitherRepeatsNorAsks() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        Instant end = now().plus(DAY);
        openPage();
        fill("end", end);
        fill("repeat", "FREQ=DAILY");
        fill("answerBefore", "PT4H");
        fill("askUntil", end);
        fill("kind", "EMERGENCY");
        fill("reason", "smoke");
        assertThat(count("#laas-repeat:not([hidden]), #laas-times:not([hidden]), #laas-last:not([hidden]),"
                        + " #laas-answer-before:not([hidden]), #laas-ask-until:not([hidden])"))
                .isZero();
        browser.press("Show what it hits");
        browser.untilRead("#laas-hit-list:not(:empty)", booking.id().toString(), "it ends at once");
        browser.press("Set the outage");

        browser.untilRead("#laas-outages", "emergency");
        assertThat(engine().outageSeries().list()).isEmpty();
        assertThat(questions()).isEmpty();
    }

    private static Engine engine() {
        return LaasRuntime.get().engine();
    }

    private static Instant now() {
        return LaasRuntime.get().clock().instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private static List<Shortening> questions() {
        return ((Answer.Done<List<Shortening>>) engine().shortenings().list(Caller.SYSTEM)).value();
    }

    private void openPage() throws Exception {
        openAs("root", "laas/labs/");
        browser.until("document.querySelector('#laas-outage [name=place]').options.length === 2");
        browser.untilRead("#laas-zone", ZONE.getId());
    }

    private void fill(String field, String value) {
        browser.fill("#laas-outage [name=" + field + "]", value);
    }

    private void fill(String field, Instant instant) {
        fill(field, LocalDateTime.ofInstant(instant, ZONE).toString());
    }

    private int count(String selector) {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    /** Presses the button of the row whose first cell has the text. */
    private void press(String words, String first) {
        browser.evaluate("""
                [...document.querySelectorAll('tr')].find(row => row.cells[0].innerText === '%s' && row.innerText.includes('%s'))
                    .querySelector('button').click()""".formatted(first, words));
    }
}
