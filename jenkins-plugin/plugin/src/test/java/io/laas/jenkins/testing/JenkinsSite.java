package io.laas.jenkins.testing;

import hudson.model.User;
import hudson.security.Permission;
import io.laas.engine.account.Right;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.web.contract.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;

/** One real Jenkins for all tests of a class: real HTTP, a real store, users with API tokens, pods without machines. */
public final class JenkinsSite implements Site, BeforeAllCallback, AfterAllCallback {
    private final List<Grant> grants = new ArrayList<>();
    private Rule rule;

    private record Grant(String user, Permission[] permissions) {}

    /** Its extensions are those nested in the site. */
    private static final class Rule extends JenkinsRule {
        Rule() {
            testDescription = org.junit.runner.Description.createTestDescription(JenkinsSite.class, "site");
            timeout = 0;
        }

        @Override
        public void recipe() {
            // no annotations are looked for: there is no test method
        }
    }

    /** The site's pods. */
    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        rule = new Rule();
        try {
            rule.before();
        } catch (Throwable e) {
            throw new IllegalStateException("Jenkins does not start", e);
        }
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy());
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.contract())));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        rule.after();
    }

    public JenkinsRule rule() {
        return rule;
    }

    @Override
    public URI api() {
        return URI.create(root() + "laas/api/v1");
    }

    /** Returns where Jenkins is, with a slash at the end. */
    public String root() {
        try {
            return rule.getURL().toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String token(String user, Right... rights) {
        grant(user, Arrays.stream(rights).flatMap(JenkinsSite::permissions).toArray(Permission[]::new));
        return rule.createApiToken(User.getById(user, true));
    }

    /** Jenkins' permissions without what they imply: exactly these rights. */
    public static Stream<Permission> permissions(Right right) {
        return switch (right) {
            case VIEW -> Stream.of(LaasPermissions.VIEW);
            case BOOK -> Stream.of(LaasPermissions.BOOK);
            case EXTEND -> Stream.of(LaasPermissions.EXTEND);
            case RESET -> Stream.of(LaasPermissions.RESET);
            case MANAGE_BOOKINGS -> Stream.of(LaasPermissions.MANAGE_BOOKINGS);
            case MANAGE_LABS -> Stream.of(LaasPermissions.MANAGE_LABS);
            case MANAGE -> Stream.of(LaasPermissions.MANAGE_BOOKINGS, LaasPermissions.MANAGE_LABS);
            case ACT_FOR -> Stream.of(LaasPermissions.ACT_FOR);
            case SERVE_LAB -> Stream.of(LaasPermissions.SERVE_LAB);
        };
    }

    /** Grants the permissions and nothing else that they imply. */
    public synchronized void grant(String user, Permission... permissions) {
        grants.add(new Grant(user, permissions));
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
        for (Grant grant : grants) {
            strategy.grantWithoutImplication(grant.permissions()).everywhere().to(grant.user());
        }
        Jenkins.get().setAuthorizationStrategy(strategy);
    }

    @Override
    public String authorization(String user, Right... rights) {
        return basic(user, token(user, rights));
    }

    /** Jenkins' crumb filter is first. */
    @Override
    public int statusOfUnknownPoster() {
        return 403;
    }

    /** Returns the header of a user with a password or an API token. */
    public static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
