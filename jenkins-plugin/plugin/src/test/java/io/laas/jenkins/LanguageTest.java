package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.jenkins.config.BotAccount;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.page.AccountProperty;
import io.laas.jenkins.step.LaasBookStep;
import io.laas.jenkins.testing.LabTexts;
import java.net.URI;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * What a real controller with the packed plugin shows to readers of different languages. A {@link JenkinsRule} alone speaks the
 * language of its process: which one a reader wants is only asked for by a controller that was started as such.
 */
class LanguageTest {
    private static final String GERMAN = "de-DE,de;q=0.9,en;q=0.5";
    private static final String ENGLISH = "en";
    private static final String FRENCH = "fr";

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .javaOptions(
                    "-Xmx768m",
                    "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                    "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true");

    @Test
    void everyReaderIsToldInTheirLanguage() throws Throwable {
        controller.then(LanguageTest::speak);
    }

    private static void speak(JenkinsRule jenkins) throws Exception {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
        LaasConfiguration.get().setBots(List.of(new BotAccount("laas-slack")));
        readPages(jenkins);
        checkForms(jenkins);
        LaasRuntime.onShutdown();
        assertThat(page(jenkins, GERMAN, "laas/"))
                .contains("Lab as a Service ist geschlossen, weil Jenkins herunterfährt.");
        assertThat(page(jenkins, ENGLISH, "laas/")).contains("Lab as a Service is closed, because Jenkins shuts down.");
    }

    private static void readPages(JenkinsRule jenkins) throws Exception {
        String configuration = "manage/laas-configuration/";
        assertThat(page(jenkins, GERMAN, configuration))
                .contains("Labordateien", "Verbindung testen", "Konten von Bots", "Arbeiten auf Hosts im Prozess")
                .doesNotContain("Lab files", "Accounts of bots");
        assertThat(page(jenkins, ENGLISH, configuration))
                .contains("Lab files", "Test connection", "Accounts of bots", "Allow work on hosts in the controller's")
                .doesNotContain("Labordateien");
        assertThat(page(jenkins, GERMAN, "laas/labs/"))
                .contains("Ausfälle, virtuelle Pods und Abweichungen", "Außer Betrieb");
        assertThat(page(jenkins, FRENCH, "laas/labs/")).contains("Outages, virtual pods and leaks", "Out of service");
        assertThat(said(jenkins, GERMAN, "data-host-of-lab")).isEqualTo("Host {0} von {1}");
        assertThat(said(jenkins, ENGLISH, "data-host-of-lab")).isEqualTo("host {0} of {1}");
    }

    private static void checkForms(JenkinsRule jenkins) throws Exception {
        assertThat(check(jenkins, GERMAN, LaasBookStep.class, "checkPod", ""))
                .contains("Geben Sie an, welcher Pod gebucht werden soll.");
        assertThat(check(jenkins, ENGLISH, LaasBookStep.class, "checkPod", "")).contains("Say which pod to book.");
        assertThat(check(jenkins, FRENCH, LaasBookStep.class, "checkPod", "")).contains("Say which pod to book.");
        assertThat(check(jenkins, GERMAN, LaasBookStep.class, "checkWait", "bald"))
                .contains("wait muss eine Dauer wie 90m, 2h, 1d 12h oder PT2H sein, war „bald“");
        assertThat(check(jenkins, ENGLISH, LaasBookStep.class, "checkWait", "soon"))
                .contains("wait must be a length such as 90m, 2h, 1d 12h or PT2H, was &#039;soon&#039;");
        assertThat(check(jenkins, GERMAN, LaasBookStep.class, "checkPod", "<b>none</b>"))
                .contains("Kein Labor hat einen Pod &lt;b&gt;none&lt;/b&gt;. Es gibt: pair");
        assertThat(check(jenkins, GERMAN, AccountProperty.class, "checkKeys", "\nno key"))
                .contains("Zeile 2: ");
        assertThat(check(jenkins, GERMAN, BotAccount.class, "checkUser", "nobody"))
                .contains("Hier ist noch niemand namens nobody gewesen.");
    }

    private static String page(JenkinsRule jenkins, String language, String path) throws Exception {
        HtmlPage page = client(jenkins, language).goTo(path);
        return page.asNormalizedText();
    }

    /** Returns a text that the page's script says. */
    private static String said(JenkinsRule jenkins, String language, String attribute) throws Exception {
        return client(jenkins, language)
                .goTo("laas/labs/")
                .getElementById("laas-texts")
                .getAttribute(attribute);
    }

    private static String check(JenkinsRule jenkins, String language, Class<?> described, String method, String value)
            throws Exception {
        JenkinsRule.WebClient client = client(jenkins, language);
        String path = "descriptorByName/" + described.getName() + "/" + method;
        DomElement head = client.goTo("laas/").getHead();
        WebRequest request =
                new WebRequest(URI.create(client.getContextPath() + path).toURL(), HttpMethod.POST);
        request.setAdditionalHeader(head.getAttribute("data-crumb-header"), head.getAttribute("data-crumb-value"));
        request.setRequestParameters(List.of(new NameValuePair("value", value)));
        return client.getPage(request).getWebResponse().getContentAsString();
    }

    private static JenkinsRule.WebClient client(JenkinsRule jenkins, String language) {
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        client.addRequestHeader("Accept-Language", language);
        return client;
    }
}
