package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.PluginWrapper;
import hudson.model.FreeStyleBuild;
import hudson.model.User;
import io.laas.jenkins.page.BookingRunAction;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Where classes come from in a real controller process, in which each plugin has a class loader of its own. */
class ClassLoadingTest {
    private static final List<String> PAGES = List.of(
            "laas/", "laas/app/", "laas/labs/", "manage/laas-configuration/", "manage/configure", "user/ann/security/");
    private static final String METRICS = "io.laas.jenkins.health.LaasMetrics";

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    @Test
    void sharesWhatJenkinsHasAndBringsTheRest() throws Throwable {
        controller.then(ClassLoadingTest::lookAround);
    }

    /** Pages find what they include by class loaders too. */
    @Test
    void drawsItsPages() throws Throwable {
        controller.then(ClassLoadingTest::drawPages);
    }

    private static void drawPages(JenkinsRule jenkins) throws Exception {
        User.getById("ann", true).save();
        FreeStyleBuild run = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("run"));
        run.addAction(new BookingRunAction("b-1"));
        JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false);
        for (String page : PAGES) {
            assertThat(browser.goTo(page).asNormalizedText()).as(page).contains("Lab as a Service");
        }
        assertThat(browser.goTo(run.getUrl()).asNormalizedText()).contains("Booking b-1");
    }

    private static void lookAround(JenkinsRule jenkins) throws Exception {
        assertThat(LaasRuntime.get().trouble()).isEmpty();
        PluginWrapper plugin = jenkins.jenkins.getPluginManager().getPlugin("laas");
        ClassLoader loader = plugin.classLoader;
        assertThat(LaasRuntime.class.getClassLoader()).isSameAs(loader);

        assertThat(owner(loader, "com.fasterxml.jackson.databind.ObjectMapper")).isEqualTo("jackson2-api");
        assertThat(owner(loader, "com.fasterxml.jackson.dataformat.yaml.YAMLFactory"))
                .isEqualTo("jackson2-api");
        assertThat(owner(loader, "com.fasterxml.jackson.annotation.JsonCreator"))
                .isIn("jackson-annotations2-api", "jackson2-api");
        assertThat(owner(loader, "org.yaml.snakeyaml.Yaml")).isEqualTo("snakeyaml-api");
        assertThat(owner(loader, "org.apache.sshd.client.SshClient")).isEqualTo("mina-sshd-api-core");
        assertThat(owner(loader, "com.codahale.metrics.Gauge")).isEqualTo("metrics");
        for (String core : List.of(
                "org.slf4j.Logger",
                "org.slf4j.impl.StaticLoggerBinder",
                "com.sun.jna.Native",
                "jakarta.servlet.Servlet")) {
            assertThat(resourceOwner(loader, core)).as(core).isNotEqualTo("laas");
        }
        for (String own : List.of("org.h2.Driver", "org.jdbi.v3.core.Jdbi", "org.flywaydb.core.Flyway")) {
            assertThat(owner(loader, own)).isEqualTo("laas");
        }
        assertThat(new org.h2.Driver().getMajorVersion()).isEqualTo(2);
        assertThat(Class.forName(METRICS, true, loader)).isNotNull();
        assertThat(plugin.getOptionalDependencies())
                .extracting(dependency -> dependency.shortName)
                .contains("metrics");
    }

    private static String owner(ClassLoader loader, String type) throws ClassNotFoundException {
        ClassLoader owner = loader.loadClass(type).getClassLoader();
        return Jenkins.get().getPluginManager().getPlugins().stream()
                .filter(p -> p.classLoader == owner)
                .map(PluginWrapper::getShortName)
                .findFirst()
                .orElse("core");
    }

    /** Returns who would give the class, whether it is there or not. */
    private static String resourceOwner(ClassLoader loader, String type) {
        try {
            return owner(loader, type);
        } catch (ClassNotFoundException e) {
            return "nobody";
        }
    }
}
