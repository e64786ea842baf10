package io.laas.jenkins.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.HostId;
import java.time.Duration;
import java.util.List;
import jenkins.metrics.api.Metrics;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LaasMetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Test
    void countsWhatThereIsAndWhatHappens(JenkinsRule jenkins) {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
        TestBookings.active("ann", "pair");
        look();

        assertThat(value("laas.open")).isEqualTo(1);
        assertThat(value("laas.hosts")).isEqualTo(1);
        assertThat(value("laas.bookings.active")).isEqualTo(1);
        assertThat(value("laas.bookings.waiting")).isZero();
        assertThat(value("laas.vpods.in_use")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> value("laas.events.booking_active") == 1);
    }

    @Test
    void countsHostsThatDoNotAnswer(JenkinsRule jenkins) {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
        FakeOperations.inUse().pods().setOffline(new HostId("h1"), true);

        await().atMost(PATIENCE).until(() -> {
            look();
            return value("laas.hosts.unreachable") == 1;
        });
    }

    @Test
    void saysThatNothingIsOpen(JenkinsRule jenkins) {
        LaasRuntime.onShutdown();

        assertThat(value("laas.open")).isZero();
    }

    private static void look() {
        ExtensionList.lookupSingleton(HealthWatch.class).look();
    }

    private static long value(String name) {
        return ((Number) Metrics.metricRegistry().getGauges().get(name).getValue()).longValue();
    }
}
