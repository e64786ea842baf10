package io.laas.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.labfile.LabFileView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.LabId;
import io.laas.model.booking.BookingState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {
    @TestExtension
    public static final class Pods extends FakeOperations {}

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
    @ConfiguredWithCode("two-labs.yaml")
    void readsLabsBotsAndSwitches(JenkinsConfiguredWithCodeRule jenkins) {
        assertThat(LaasConfiguration.get().isOperationsOnController()).isTrue();
        assertThat(LaasConfiguration.get().isBot("laas-slack")).isTrue();
        assertThat(engine().catalogue().labs())
                .extracting(lab -> lab.id().value())
                .containsExactly("one", "two");
    }

    @Test
    @ConfiguredWithCode("two-labs.yaml")
    void writesWhatItHasRead(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        var exported = Util.getUnclassifiedRoot(new io.jenkins.plugins.casc.ConfigurationContext(
                        io.jenkins.plugins.casc.ConfiguratorRegistry.get()))
                .get("laas");

        assertThat(Util.toYamlString(exported)).isEqualTo(Util.toStringFromYamlFile(this, "exported.yaml"));
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void readsTheExampleOfTheManual(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationAsCode.get()
                .configure(Path.of("../../docs/examples/jenkins/jenkins.yaml")
                        .toUri()
                        .toString());

        assertThat(engine().catalogue().labs())
                .extracting(lab -> lab.id().value())
                .containsExactly("berlin");
        assertThat(LaasConfiguration.get().isBot("laas-slack")).isTrue();
        assertThat(LaasConfiguration.get().getDatabaseCredentialsId()).isEqualTo("laas-database");
        ACL acl = jenkins.jenkins.getACL();
        Authentication pipelines = new UsernamePasswordAuthenticationToken("laas-pipelines", "", List.of());
        assertThat(acl.hasPermission2(pipelines, LaasPermissions.BOOK)).isTrue();
        assertThat(acl.hasPermission2(pipelines, LaasPermissions.MANAGE_BOOKINGS))
                .isFalse();
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void keepsDollarsOfALabInWhatItWrites(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        String text = LaasConfiguration.get().getLabs().get(0).getText().replace("Lab One", "'Lab ${One}'");
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(text)));
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        LaasConfiguration.get().setLabs(List.of());

        ConfigurationAsCode.get().configureWith(YamlSource.of(new ByteArrayInputStream(exported.toByteArray())));

        assertThat(LaasConfiguration.get().getLabs())
                .extracting(LabDefinition::getText)
                .containsExactly(text);
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void labsThatCodeHasSetAreNotChangedElsewhere(JenkinsConfiguredWithCodeRule jenkins) {
        var file = (Answer.Done<LabFileView>) engine().labFiles().find(new LabId("one"), Caller.SYSTEM);

        assertThat(file.value().text()).contains("Lab One");
        assertThat(file.value().fixed().orElseThrow()).contains("Configuration as Code", "Change the text there");
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void keepsBookingsWhenItIsLoadedAnew(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        var booking = TestBookings.active("ann", "pair");

        load("two-labs.yaml");

        assertThat(TestBookings.find(booking.id())).isEqualTo(booking);
        assertThat(engine().catalogue().labs()).hasSize(2);
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void drainsABookedHostThatIsTakenOut(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        var booking = TestBookings.active("ann", "pair");

        load("other-host.yaml");

        assertThat(TestBookings.find(booking.id()).state()).isEqualTo(BookingState.ACTIVE);
        assertThat(TestBookings.whyNotExtended(booking.id(), "ann"))
                .contains("Host h1 of booking " + booking.id() + " is being taken out of service");
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void refusesABadLabWithItsLineAndKeepsTheOneThatRuns(JenkinsConfiguredWithCodeRule jenkins) {
        assertThatThrownBy(() -> load("bad-lab.yaml"))
                .isInstanceOf(ConfiguratorException.class)
                .rootCause()
                .hasMessageContaining("lab line 3")
                .hasMessageContaining("eight");

        assertThat(engine().catalogue().labs()).hasSize(1);
        assertThat(LaasConfiguration.get().readLabs()).hasSize(1);
    }

    @Test
    @ConfiguredWithCode("one-lab.yaml")
    void isWrittenOnceHoweverMuchChanges(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        Saves.COUNT.set(0);

        load("two-labs.yaml");

        assertThat(Saves.COUNT).hasValue(1);
    }

    private static void load(String resource) throws Exception {
        ConfigurationAsCode.get()
                .configure(ConfigurationAsCodeTest.class.getResource(resource).toExternalForm());
    }

    private static Engine engine() {
        return LaasRuntime.get().engine();
    }
}
