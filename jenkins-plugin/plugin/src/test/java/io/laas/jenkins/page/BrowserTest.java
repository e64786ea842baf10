package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.User;
import io.laas.engine.account.Caller;
import io.laas.engine.port.HostStatus;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.health.HealthWatch;
import io.laas.jenkins.testing.Browser;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages in a real browser, with scripts, and with a Content-Security-Policy that Jenkins enforces. */
@WithJenkins
@Tag("chromium")
class BrowserTest {
    private static final String HOSTILE = "<script>window.hit=1</script><img src=x onerror=window.hit=1>";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path PICTURES = Path.of("target/pictures");

    @TempDir
    private Path directory;

    private JenkinsRule jenkins;
    private Browser browser;

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

    @BeforeEach
    void labWithUsersAndABrowser(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(LaasPermissions.BOOK)
                .everywhere()
                .to("ann")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("root"));
        User.getById("ann", true).save();
        LaasConfiguration.get()
                .setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1")
                        .replace("name: pair", "name: pair\n    description: \"" + HOSTILE + "\"")
                        .replace("Lab one", "'" + HOSTILE + "'"))));
        browser = Browser.start(directory);
    }

    @AfterEach
    void nothingWasStoppedOrFailed() {
        try (Browser ended = browser) {
            assertThat(ended.complaints()).isEmpty();
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
    void anOutageIsSetByThoseWhoHaveSeenWhatItHits() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        openAs("root", "laas/labs/");
        browser.until("document.querySelector('#laas-outage [name=place]').options.length === 2");
        browser.untilRead("#laas-hosts", "h1", HOSTILE);
        String nextYear = LocalDateTime.ofInstant(LaasRuntime.get().clock().instant(), ZoneOffset.UTC)
                .plusYears(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        browser.fill("#laas-outage [name=end]", nextYear);
        browser.fill("#laas-outage [name=reason]", HOSTILE);
        browser.press("Show what it hits");

        browser.untilRead("#laas-hits:not(:empty)", "It hits one booking");
        browser.untilRead("#laas-hit-list", booking.id() + ": pair of ann, active");
        pictures("labs");
        browser.press("Set the outage");
        browser.untilRead("#laas-outages", "planned");

        assertThat(LaasRuntime.get().engine().outages().list())
                .singleElement()
                .satisfies(outage -> assertThat(outage.reason()).isEqualTo(HOSTILE));
        browser.untilRead("#laas-outages", HOSTILE);
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

    private void openAs(String user, String path) throws Exception {
        browser.login(jenkins.getURL().toString(), user);
        browser.open(jenkins.getURL() + path);
    }

    private void pictures(String name) throws Exception {
        browser.picture(PICTURES.resolve(name + ".png"));
        browser.width(420);
        browser.picture(PICTURES.resolve(name + "-narrow.png"));
        browser.width(1280);
    }

    private void assertNoHit() {
        assertThat(browser.evaluate("window.hit === undefined").asBoolean())
                .as("text of others was not run")
                .isTrue();
    }
}
