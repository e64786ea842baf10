package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.Browser;
import io.laas.jenkins.testing.LabTexts;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A Jenkins with a small lab whose texts are markup, and a real browser whose pages may complain of nothing. */
@Tag("chromium")
abstract class BrowserPages {
    static final String HOSTILE = "<script>window.hit=1</script><img src=x onerror=window.hit=1>";
    private static final Path PICTURES = Path.of("target/pictures");

    @TempDir
    private Path directory;

    protected JenkinsRule jenkins;
    protected Browser browser;

    @BeforeEach
    final void labWithUsersAndABrowser(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(LaasPermissions.BOOK)
                .everywhere()
                .to("ann")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("root"));
        User.getById("ann", true).save();
        LaasConfiguration.get()
                .setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1")
                        .replace("name: pair", "name: pair\n    description: \"" + HOSTILE + "\"")
                        .replace("Lab one", "'" + HOSTILE + "'"))));
        browser = Browser.start(directory);
    }

    @AfterEach
    final void nothingWasStoppedOrFailed() {
        try (Browser ended = browser) {
            assertThat(ended.complaints()).isEmpty();
        }
    }

    protected final void openAs(String user, String path) throws Exception {
        browser.login(jenkins.getURL().toString(), user);
        browser.open(jenkins.getURL() + path);
    }

    protected final void pictures(String name) throws Exception {
        browser.picture(PICTURES.resolve(name + ".png"));
        browser.width(420);
        browser.picture(PICTURES.resolve(name + "-narrow.png"));
        browser.width(1280);
    }

    protected final void assertNoHit() {
        assertThat(browser.evaluate("window.hit === undefined").asBoolean())
                .as("text of others was not run")
                .isTrue();
    }
}
