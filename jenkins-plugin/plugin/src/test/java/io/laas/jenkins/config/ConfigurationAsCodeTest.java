package io.laas.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.laas.engine.Engine;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.booking.BookingState;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;

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
    void readsLabsBeforeTheEngineIsOpened(JenkinsConfiguredWithCodeRule jenkins) {
        assertThat(LaasConfiguration.get().isOperationsOnController()).isTrue();
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
