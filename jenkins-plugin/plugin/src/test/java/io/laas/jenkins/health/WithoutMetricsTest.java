package io.laas.jenkins.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.jenkins.LaasRuntime;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A real controller process in which the plugin Metrics is not installed. */
class WithoutMetricsTest {
    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension().omitPlugins("metrics");

    @Test
    void everythingElseIsThere() throws Throwable {
        controller.then(jenkins -> {
            assertThat(Jenkins.get().getPlugin("metrics")).isNull();
            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(HealthWatch.health()).isNotNull();
        });
    }
}
