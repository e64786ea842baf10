package io.laas.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.User;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.laas.engine.port.HostStatus;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.model.HostId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationFormTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String GOOD = LabTexts.small("one", "h1");

    /** Pods without machines; the host {@code evil} answers with markup. */
    @TestExtension
    public static final class Pods extends FakeOperations {
        @Override
        public HostStatus probe(Host host) {
            return host.id().equals(new HostId("evil"))
                    ? new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, HOSTILE)
                    : super.probe(host);
        }
    }

    /** Counts how often the configuration is written. */
    @TestExtension
    public static final class Saves extends SaveableListener {
        static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public void onChange(Saveable what, XmlFile file) {
            if (what instanceof LaasConfiguration) {
                COUNT.incrementAndGet();
            }
        }
    }

    @Test
    void keepsEverythingInARoundTrip(JenkinsRule jenkins) throws Exception {
        LaasConfiguration configuration = LaasConfiguration.get();
        configuration.setLabs(List.of(new LabDefinition(GOOD), new LabDefinition(LabTexts.small("two", "h2"))));
        configuration.setBots(List.of(new BotAccount("laas-slack"), new BotAccount("laas-discord")));
        configuration.setDatabaseUrl("jdbc:postgresql://db.example.org/laas");
        configuration.setDatabaseCredentialsId("laas-db");
        configuration.setOperationsOnController(true);
        Saves.COUNT.set(0);

        jenkins.submit(form(jenkins));

        assertThat(configuration.getLabs())
                .extracting(LabDefinition::getText)
                .containsExactly(GOOD, LabTexts.small("two", "h2"));
        assertThat(configuration.getBots())
                .extracting(BotAccount::getUser)
                .containsExactly("laas-slack", "laas-discord");
        assertThat(configuration.getDatabaseUrl()).isEqualTo("jdbc:postgresql://db.example.org/laas");
        assertThat(configuration.getDatabaseCredentialsId()).isEqualTo("laas-db");
        assertThat(configuration.isOperationsOnController()).isTrue();
        assertThat(Saves.COUNT).as("the engine is told once").hasValue(1);
    }

    @Test
    void thePageSystemLeavesItAsItIs(JenkinsRule jenkins) throws Exception {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(GOOD)));

        jenkins.configRoundtrip();

        assertThat(LaasConfiguration.get().getLabs()).hasSize(1);
    }

    @Test
    void aFormThatIsOldDoesNotPutBackWhatOthersHaveChanged(JenkinsRule jenkins) throws Exception {
        LaasConfiguration configuration = LaasConfiguration.get();
        configuration.setLabs(List.of(new LabDefinition(GOOD)));
        HtmlForm form = form(jenkins);
        assertThat(configuration.replaceLab(GOOD, GOOD + "# by page\n")).isTrue();
        form.getInputByName("_.operationsOnController").setChecked(true);

        HtmlPage answer = submit(form);

        assertThat(answer.asNormalizedText()).contains("The labs were changed since this page was opened");
        assertThat(configuration.getLabs()).extracting(LabDefinition::getText).containsExactly(GOOD + "# by page\n");
        assertThat(configuration.isOperationsOnController()).isFalse();
    }

    @Test
    void aFormKnowsWhatItHasSavedItself() {
        List<LabDefinition> first = List.of(new LabDefinition(GOOD));
        List<LabDefinition> second = List.of(new LabDefinition(GOOD + "# mine\n"));
        SeenLabs seen = new SeenLabs();
        String mine = SeenLabs.mark(first);
        String other = SeenLabs.mark(first);

        assertThat(seen.isCurrent(mine, first)).isTrue();
        seen.saved(mine, second);

        assertThat(seen.isCurrent(mine, second)).as("applied, and used on").isTrue();
        assertThat(seen.isCurrent(other, second)).isFalse();
        assertThat(seen.isCurrent(mine, List.of())).isFalse();
        assertThat(seen.isCurrent("", second))
                .as("a program that knows of no mark")
                .isTrue();
    }

    @Test
    void aBadLabIsToldWithItsLineAndNothingChanges(JenkinsRule jenkins) throws Exception {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(GOOD)));
        HtmlForm form = form(jenkins);
        ((HtmlTextArea) form.getTextAreasByName("_.text").get(0)).setText(GOOD.replace("cores: 8", "cores: eight"));
        form.getInputByName("_.operationsOnController").setChecked(true);

        HtmlPage answer = submit(form);

        assertThat(answer.asNormalizedText()).contains("lab line 3", "eight");
        assertThat(LaasConfiguration.get().getLabs())
                .extracting(LabDefinition::getText)
                .containsExactly(GOOD);
        assertThat(LaasConfiguration.get().isOperationsOnController()).isFalse();
        assertThat(LaasRuntime.get().engine().catalogue().labs()).hasSize(1);
    }

    @Test
    void aBadFieldBelowTheLabsLeavesTheLabsAsTheyAreToo(JenkinsRule jenkins) throws Exception {
        LaasConfiguration configuration = LaasConfiguration.get();
        configuration.setLabs(List.of(new LabDefinition(GOOD)));
        configuration.setBots(List.of(new BotAccount("laas-slack")));
        String other = LabTexts.small("two", "h2");

        HtmlForm unusable = form(jenkins);
        ((HtmlTextArea) unusable.getTextAreasByName("_.text").get(0)).setText(other);
        unusable.getInputByName("_.user").setValue("SYSTEM");
        assertThat(submit(unusable).asNormalizedText()).contains("SYSTEM cannot be the account of a bot");

        HtmlForm unknown = form(jenkins);
        ((HtmlTextArea) unknown.getTextAreasByName("_.text").get(0)).setText(other);
        unknown.getInputByName("_.databaseUrl").setValue("jdbc:mysql://db.example.org/laas");
        assertThat(submit(unknown).asNormalizedText()).contains("A database URL begins with jdbc:h2:");

        assertThat(configuration.getLabs()).extracting(LabDefinition::getText).containsExactly(GOOD);
        assertThat(configuration.getBots()).extracting(BotAccount::getUser).containsExactly("laas-slack");
        assertThat(configuration.getDatabaseUrl()).isEmpty();
    }

    @Test
    void aDatabaseUrlIsOfAKindThatIsKnownAndTellsNoPassword(JenkinsRule jenkins) {
        LaasConfiguration configuration = LaasConfiguration.get();

        assertThat(configuration.doCheckDatabaseUrl("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckDatabaseUrl("jdbc:postgresql://db.example.org/laas").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckDatabaseUrl("jdbc:mysql://db.example.org/laas").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckDatabaseUrl("jdbc:postgresql://db.example.org/laas?user=a&password=b").kind)
                .isEqualTo(FormValidation.Kind.WARNING);
        assertThat(configuration.doCheckDatabaseUrl("jdbc:h2:tcp://db/laas;PASSWORD=b").kind)
                .isEqualTo(FormValidation.Kind.WARNING);
        assertThatThrownBy(() -> configuration.setDatabaseUrl("jdbc:mysql://db.example.org/laas"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:");
        assertThat(configuration.getDatabaseUrl()).isEmpty();
    }

    @Test
    void aBotIsAnAccountOfItsOwn(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("root"));
        BotAccount.DescriptorImpl descriptor =
                (BotAccount.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(BotAccount.class);
        User.getById("root", true);
        User.getById("laas-slack", true);

        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            assertThat(descriptor.doCheckUser("laas-slack").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(descriptor.doCheckUser("root").getMessage()).contains("root administers this Jenkins");
            assertThat(descriptor.doCheckUser("nobody").getMessage()).contains("Nobody called nobody");
            assertThat(descriptor.doCheckUser(" ").kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(descriptor.doCheckUser("anonymous").getMessage()).contains("must be a Jenkins account");
            assertThat(descriptor.doCheckUser(HOSTILE).renderHtml()).doesNotContain("<img");
        }
        assertThatThrownBy(() -> LaasConfiguration.get().setBots(List.of(new BotAccount("SYSTEM"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LaasConfiguration.get().getBots()).isEmpty();
    }

    @Test
    void showsHostileTextAsText(JenkinsRule jenkins) throws Exception {
        String text = GOOD.replace("Lab one", "</textarea><script>document.title='hit'</script>");
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(text)));

        HtmlPage page = page(jenkins);

        assertThat(page.getTitleText()).isNotEqualTo("hit");
        assertThat(((HtmlTextArea) page.getFormByName("config")
                                .getTextAreasByName("_.text")
                                .get(0))
                        .getText())
                .isEqualToIgnoringNewLines(text);
    }

    @Test
    void eachHostIsAskedAndAnswersAsText(JenkinsRule jenkins) {
        LabDefinition.DescriptorImpl descriptor =
                (LabDefinition.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(LabDefinition.class);

        assertThat(descriptor.doTestConnection(GOOD).kind).isEqualTo(FormValidation.Kind.OK);
        FormValidation evil = descriptor.doTestConnection(LabTexts.small("one", "evil"));

        assertThat(evil.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(evil.renderHtml())
                .contains("Host evil does not answer", "&lt;img")
                .doesNotContain("<img src=x");
    }

    @Test
    void aWrongTextAnswersAsText(JenkinsRule jenkins) {
        LabDefinition.DescriptorImpl descriptor =
                (LabDefinition.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(LabDefinition.class);

        FormValidation wrong = descriptor.doCheckText(GOOD.replace("cores: 8", "cores: '" + HOSTILE + "'"));

        assertThat(wrong.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(wrong.renderHtml()).contains("line 3").doesNotContain("<img src=x");
    }

    private static HtmlForm form(JenkinsRule jenkins) throws Exception {
        return page(jenkins).getFormByName("config");
    }

    private static HtmlPage page(JenkinsRule jenkins) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .goTo("manage/laas-configuration/");
    }

    private static HtmlPage submit(HtmlForm form) throws Exception {
        return (HtmlPage) org.htmlunit.html.HtmlFormUtil.submit(form);
    }
}
