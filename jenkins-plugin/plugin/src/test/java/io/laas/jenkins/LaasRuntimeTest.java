package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.jenkins.testing.FakeOperations;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LaasRuntimeTest {
    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Test
    void isOpenOnceJenkinsIsUp(JenkinsRule jenkins) {
        assertThat(LaasRuntime.get().trouble()).isEmpty();
        assertThat(LaasRuntime.get().engine().catalogue().labs()).isEmpty();
        assertThat(jenkins.jenkins.getRootDir().toPath().resolve("laas/laas.mv.db"))
                .exists();
    }
}
