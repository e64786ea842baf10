package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleBuild;
import hudson.model.User;
import hudson.util.FormValidation;
import io.laas.engine.port.HostedThing;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.health.HealthWatch;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OwnerTag;
import io.laas.web.pages.Pages;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jenkins enforces its Content-Security-Policy in tests; what would break it is looked for in the pages besides. */
@WithJenkins
class PagesTest {
    private static final String HOSTILE = "<script>document.title='hit'</script><img src=x onerror=alert(1)>";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVHqHJ0vJ0r0m1k3v5n5qvJ8wqjz0nH0m1k3v5n5qvJ ann@example.org";

    private JenkinsRule jenkins;

    @TestExtension
    public static final class Pods extends FakeOperations {}

    @BeforeEach
    void labWithUsers(JenkinsRule rule) {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(rule.jenkins.READ, hudson.model.Item.READ)
                .everywhere()
                .toEveryone()
                .grant(LaasPermissions.BOOK)
                .everywhere()
                .to("ann", "bob")
                .grant(LaasPermissions.VIEW)
                .everywhere()
                .to("eve")
                .grant(LaasPermissions.MANAGE_LABS)
                .everywhere()
                .to("max")
                .grant(rule.jenkins.ADMINISTER)
                .everywhere()
                .to("root"));
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
    }

    @Test
    void theOverviewIsShownToThoseWhoMayLookAndLinkedForThem() throws Exception {
        HtmlPage page = page("eve", "laas/");

        assertThat(page.getTitleText()).startsWith("Lab as a Service");
        assertThat(page.getElementById("laas-overview").getAttribute("data-api"))
                .endsWith("/laas/api/v1");
        assertThat(page.asXml()).doesNotContain("/laas/labs/").doesNotContain("laas-configuration");
        assertClean(page);
        assertThat(page("eve", "").asXml()).contains("/laas\"");
        assertThat(page("nobody", "").asXml()).doesNotContain("/laas\"");
    }

    @Test
    void thePagesOfTheProductAreOneDeepPageInTheFrame() throws Exception {
        HtmlPage page = page("eve", "laas/app/bookings/b-1?x=1");

        assertThat(page.getTitleText()).startsWith("Calendar, booking, pods");
        assertClean(page);
        if (Pages.built()) {
            DomElement pages = page.getElementById("laas");
            assertThat(pages.getAttribute("data-api")).endsWith("/laas/api/v1");
            assertThat(pages.getAttribute("data-sign-in")).isEqualTo("session");
            assertThat(page.asXml())
                    .contains("/laas/app/" + Pages.entry().orElseThrow().script());
        } else {
            assertThat(page.asNormalizedText()).contains("built without Node");
        }
    }

    @Test
    void thePageOfLabsIsShownToThoseWhoManageThem() throws Exception {
        HtmlPage page = page("max", "laas/labs/");

        assertThat(page.getTitleText()).startsWith("Outages, virtual pods and leaks");
        assertThat(page.getElementById("laas-outage")).isNotNull();
        assertClean(page);
    }

    @Test
    void aRunShowsItsBookingWithItsTextAsText() throws Exception {
        Booking booking = TestBookings.active("ann", "pair", HOSTILE);
        FreeStyleBuild run = runOf(booking);

        HtmlPage page = page("ann", run.getUrl());

        DomElement shown = shown(page);
        assertThat(shown.asNormalizedText()).contains(booking.id().toString(), "pair (hello) for ann, ACTIVE", HOSTILE);
        assertThat(page.getTitleText()).isNotEqualTo("hit");
        assertClean(page);
    }

    @Test
    void whoeverHasThePodExtendsItAndGivesItBackOnThePageOfTheRun() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        FreeStyleBuild run = runOf(booking);
        String form = "laas-" + booking.id();

        jenkins.submit(alive("ann", run.getUrl()).getFormByName(form + "-extend"));
        assertThat(TestBookings.find(booking.id()).slot().end())
                .isEqualTo(booking.slot().end().plusSeconds(3600));
        jenkins.submit(alive("ann", run.getUrl()).getFormByName(form + "-release"));

        assertThat(TestBookings.find(booking.id()).state()).isIn(BookingState.CLEANING, BookingState.DONE);
        assertThat(page("ann", run.getUrl()).getForms())
                .extracting(HtmlForm::getNameAttribute)
                .noneMatch(name -> name.startsWith("laas-"));
    }

    @Test
    void whoeverClicksWhileNothingIsOpenIsToldSo() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        FreeStyleBuild run = runOf(booking);
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm extend = client.login("ann").goTo(run.getUrl()).getFormByName("laas-" + booking.id() + "-extend");
        LaasRuntime.onShutdown();

        HtmlPage answer = jenkins.submit(extend);

        assertThat(answer.asNormalizedText()).contains("Lab as a Service is closed, because Jenkins shuts down.");
        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
    }

    @Test
    void othersSeeABookingButNoButtons() throws Exception {
        Booking booking = TestBookings.active("ann", "pair");
        FreeStyleBuild run = runOf(booking);

        assertThat(shown(page("bob", run.getUrl())).querySelectorAll("form")).isEmpty();
        assertThat(page("nobody", run.getUrl()).asNormalizedText())
                .contains("Booking " + booking.id())
                .doesNotContain("pair (hello)");
    }

    @Test
    void aRunWhoseBookingIsNotKnownAnyMoreSaysSo() throws Exception {
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        run.addAction(new BookingRunAction("b-4711"));

        assertThat(page("ann", run.getUrl()).asNormalizedText())
                .contains("Booking b-4711 is not in the database, which may have been replaced since.");
    }

    @Test
    void usersKeepTheirKeysAndZoneOnTheirPage() throws Exception {
        User.getById("ann", true).save();
        assertClean(page("ann", "user/ann/security/"));
        HtmlForm form = alive("ann", "user/ann/security/").getFormByName("config");
        form.getTextAreasByName("_.keys").get(0).setText(KEY + "\n");
        form.getSelectByName("_.zone").setSelectedAttribute("Europe/Paris", true);
        jenkins.submit(form);

        HtmlForm again = alive("ann", "user/ann/security/").getFormByName("config");
        assertThat(again.getTextAreasByName("_.keys").get(0).getText().strip()).isEqualTo(KEY);
        assertThat(again.getSelectByName("_.zone").getSelectedOptions().get(0).getValueAttribute())
                .isEqualTo("Europe/Paris");

        again.getTextAreasByName("_.keys").get(0).setText("");
        jenkins.submit(again);
        assertThat(page("ann", "user/ann/security/")
                        .getFormByName("config")
                        .getTextAreasByName("_.keys")
                        .get(0)
                        .getText())
                .isBlank();
    }

    @Test
    void aKeyThatIsNoneIsToldWithItsLine() throws Exception {
        AccountProperty.DescriptorImpl descriptor =
                (AccountProperty.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(AccountProperty.class);

        assertThat(descriptor.doCheckKeys("\n" + HOSTILE).renderHtml())
                .contains("Line 2: ")
                .doesNotContain("<script>", "<img src=x");
    }

    @Test
    void tooManyLinesAreToldAndNoneIsLeftOut() throws Exception {
        AccountProperty.DescriptorImpl descriptor =
                (AccountProperty.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(AccountProperty.class);

        assertThat(descriptor.doCheckKeys("\n".repeat(39) + KEY).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor.doCheckKeys("\n".repeat(40) + KEY).getMessage()).contains("more than 40 lines");
    }

    @Test
    void aWrongKeyLeavesKeysAndZoneAsTheyAre() throws Exception {
        User.getById("ann", true).save();
        HtmlForm form = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login("ann")
                .goTo("user/ann/security/")
                .getFormByName("config");
        form.getTextAreasByName("_.keys").get(0).setText(KEY + "\nno key");
        form.getSelectByName("_.zone").setSelectedAttribute("Europe/Paris", true);
        HtmlPage answer = (HtmlPage) org.htmlunit.html.HtmlFormUtil.submit(form);

        assertThat(answer.asNormalizedText()).contains("Line 2: ");
        JenkinsAccount account = JenkinsAccount.of(User.getById("ann", false)).orElseThrow();
        assertThat(account.keys()).isEmpty();
        assertThat(account.zone()).isEmpty();
    }

    @Test
    void administratorsAreToldOfHostsThatDoNotAnswer() throws Exception {
        FakeOperations.inUse().pods().setOffline(new HostId("h1"), true);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(120))
                .untilAsserted(() -> {
                    hudson.ExtensionList.lookupSingleton(HealthWatch.class).look();
                    assertThat(HealthWatch.health().unreachable()).isNotEmpty();
                });

        HtmlPage page = page("root", "manage/");

        assertThat(page.asNormalizedText()).contains("these hosts do not answer", "h1: no answer");
        assertThat(page.asXml()).doesNotContain("onclick=\"return");
    }

    @Test
    void administratorsAreToldWhatDiffersOnHosts() throws Exception {
        HostId host = new HostId("h1");
        VpodId vpod = TestBookings.active("ann", "pair").vpod().orElseThrow();
        FakeOperations.inUse().world().lose(host, "domain", vpod + "-jump");
        OwnerTag unknown =
                new OwnerTag(LaasRuntime.get().engine().controller(), new LabId("one"), new VpodId("gone"), "", "");
        FakeOperations.inUse().world().put(host, new HostedThing("domain", "<b>left</b>", unknown));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(120))
                .untilAsserted(() -> {
                    hudson.ExtensionList.lookupSingleton(HealthWatch.class).look();
                    assertThat(HealthWatch.health().leaks()).hasSize(2);
                });

        assertThat(page("root", "manage/").asNormalizedText())
                .contains("what stands on hosts differs from what should")
                .contains("Virtual pod " + vpod + " on host h1: 0 of 1 machines are there")
                .contains("domain <b>left</b> of virtual pod gone on host h1 is not known to the database");
    }

    @Test
    void aNumberThatIsNoneMakesNoAction() {
        assertThatThrownBy(() -> new BookingRunAction("../../" + HOSTILE)).isInstanceOf(IllegalArgumentException.class);
    }

    private FreeStyleBuild runOf(Booking booking) throws Exception {
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        run.addAction(new BookingRunAction(booking.id().toString()));
        return run;
    }

    private static DomElement shown(HtmlPage page) {
        return page.querySelector(".laas-booking");
    }

    private HtmlPage page(String user, String path) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .login(user)
                .goTo(path);
    }

    /** Returns a page whose forms have their crumb, which Jenkins' scripts put there. */
    private HtmlPage alive(String user, String path) throws Exception {
        return jenkins.createWebClient().login(user).goTo(path);
    }

    /** Nothing of ours is inline: scripts have a source, elements have neither handlers nor styles. */
    private static void assertClean(HtmlPage page) {
        for (DomNode script : page.querySelectorAll("script")) {
            assertThat(script.asXml()).as("script with text").containsAnyOf(" src=", "application/json");
        }
        assertThat(page.querySelectorAll("#main-panel [onclick], #main-panel [onerror], #main-panel [onsubmit]"))
                .extracting(DomNode::asXml)
                .isEmpty();
        assertThat(page.querySelectorAll("[class^=laas-][style], [id^=laas-][style]"))
                .isEmpty();
    }
}
