package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import io.laas.engine.account.Caller;
import io.laas.engine.port.HostStatus;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.health.HealthWatch;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.web.pages.Pages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages in a real browser, with scripts, and with a Content-Security-Policy that Jenkins enforces. */
@WithJenkins
class BrowserTest extends BrowserPages {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Pods without machines on hosts that answer with markup; the host {@code dead} is off line. */
    @TestExtension
    public static final class Pods extends FakeOperations {
        @Override
        public HostStatus probe(Host host) {
            HostStatus.State state =
                    host.id().equals(new HostId("dead")) ? HostStatus.State.OFFLINE : HostStatus.State.ONLINE;
            return new HostStatus(state, Accel.KVM, HOSTILE);
        }
    }

    @Test
    void theOverviewShowsBookingsAndGivesThemBack() throws Exception {
        Booking booking = TestBookings.active("ann", "pair", HOSTILE);
        openAs("ann", "laas/");

        browser.untilRead("#laas-mine", booking.id().toString(), "pair (hello)", "ACTIVE", HOSTILE);
        browser.untilRead("#laas-free", HOSTILE);
        pictures("overview");
        browser.press("Link a chat account");
        browser.untilRead("#laas-code", "/laas link");
        browser.press("Give back");
        browser.press("Yes");
        browser.untilRead("#laas-message", "is given back");

        assertThat(TestBookings.find(booking.id()).state()).isIn(BookingState.CLEANING, BookingState.DONE);
        assertNoHit();
    }

    @Test
    void theOverviewOffersNoChatAccountsToReadersWhoAreNotLoggedIn() throws Exception {
        ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                .grant(LaasPermissions.VIEW)
                .everywhere()
                .toEveryone();
        browser.open(jenkins.getURL() + "laas/");

        browser.untilRead("#laas-free", HOSTILE);
        browser.untilRead("#laas-log-in", "Log in to Jenkins");
        assertThat(browser.evaluate("document.body.innerText").asText()).doesNotContain("Link a chat account");
        assertNoHit();
    }

    @Test
    void thePagesWorkInTheFrameWithoutAToken() throws Exception {
        assumeThat(Pages.built()).as("the pages were built, with Node").isTrue();
        Booking booking = TestBookings.active("ann", "pair", HOSTILE);
        openAs("ann", "laas/app/");

        browser.untilRead("#laas", "My bookings", booking.id().toString(), HOSTILE);
        pictures("app");
        browser.open(jenkins.getURL() + "laas/app/bookings/" + booking.id());
        browser.untilRead("#laas", "in use", HOSTILE);
        pictures("app-booking");
        browser.press("Release");
        browser.press("Release it now");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestBookings.find(booking.id()).state())
                        .isIn(BookingState.CLEANING, BookingState.DONE));
        browser.open(jenkins.getURL() + "laas/app/calendar");
        browser.untilRead("#laas", "Drag over a free row to book");
        pictures("app-calendar");

        assertNoHit();
    }

    @Test
    void aLabIsLookedAtWhileItIsTyped() throws Exception {
        openAs("root", "manage/laas-configuration/");
        browser.until("document.querySelector('textarea[name=\"_.text\"]') !== null");
        assertThat(browser.evaluate("document.querySelector('textarea[name=\"_.text\"]').value")
                        .asText())
                .contains(HOSTILE);
        browser.evaluate("""
                (text => { text.value = text.value.replace('cores: 8', 'cores: eight');
                           text.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('textarea[name="_.text"]'))""");
        browser.untilRead("body", "lab line 3");
        pictures("configuration");
        browser.evaluate("""
                (text => { text.value = text.value.replace('cores: eight', 'cores: 8');
                           text.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('textarea[name="_.text"]'))""");
        browser.press("Test connection");
        browser.untilRead("body", "Host h1 answers");
        assertNoHit();
    }

    @Test
    void runsAndUsersShowTheirPart() throws Exception {
        Booking booking = TestBookings.active("ann", "pair", HOSTILE);
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("nightly"));
        run.addAction(new BookingRunAction(booking.id().toString()));
        openAs("ann", run.getUrl());
        browser.untilRead(".laas-booking", "pair (hello) for ann, ACTIVE", HOSTILE);
        pictures("run");
        browser.press("Extend by an hour");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(TestBookings.find(booking.id()).slot().end())
                                .isEqualTo(booking.slot().end().plus(Duration.ofHours(1))));

        browser.open(jenkins.getURL() + "user/ann/security/");
        browser.until("document.querySelector('textarea[name=\"_.keys\"]') !== null");
        pictures("user");

        assertNoHit();
    }

    @Test
    void administratorsAreToldOfWhatIsWrong() throws Exception {
        String vpods = "vpods:\n  - {name: rack1, host: h1, pod: pair, config: hello}\n";
        LaasConfiguration.get()
                .setLabs(List.of(
                        new LabDefinition(LabTexts.small("one", "h1") + vpods),
                        new LabDefinition(LabTexts.small("two", "dead"))));
        LaasRuntime.get().engine().vpods().quarantine(new VpodId("rack1"), HOSTILE, Caller.SYSTEM);
        await().atMost(PATIENCE).untilAsserted(() -> {
            ExtensionList.lookupSingleton(HealthWatch.class).look();
            assertThat(HealthWatch.health().unreachable()).isNotEmpty();
            assertThat(HealthWatch.health().quarantined()).isNotEmpty();
        });
        openAs("root", "manage/");

        browser.untilRead("#main-panel", "dead: " + HOSTILE, "rack1: " + HOSTILE);
        pictures("manage");
        assertNoHit();
    }
}
