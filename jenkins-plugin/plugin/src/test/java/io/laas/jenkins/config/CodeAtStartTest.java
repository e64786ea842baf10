package io.laas.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A real controller process whose configuration is code from its first start. */
class CodeAtStartTest {
    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    @Test
    void isThereBeforeTheDatabaseIsOpened() throws Throwable {
        Path code = Path.of(getClass().getResource("two-labs.yaml").toURI());
        controller.javaOptions("-Dcasc.jenkins.config=" + code);
        controller.then(CodeAtStartTest::lookAround);
    }

    private static void lookAround(JenkinsRule jenkins) {
        assertThat(LaasRuntime.get().trouble()).isEmpty();
        assertThat(LaasRuntime.get().engine().catalogue().labs()).hasSize(2);
        assertThat(JenkinsFacade.dataDirectory().resolve("laas.mv.db"))
                .as("the code says that the database is elsewhere")
                .doesNotExist();
    }
}
