package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import hudson.security.AbstractPasswordBasedSecurityRealm;
import hudson.security.GroupDetails;
import io.laas.engine.port.Person;
import io.laas.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.DummySecurityRealm;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.userdetails.UserDetails;

/** What Jenkins tells of users, and for how long that counts. */
@WithJenkins
class JenkinsPeopleTest {
    private static final UserId ANN = new UserId("ann");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));
    private final JenkinsPeople people = new JenkinsPeople(new JenkinsCallers(), now::get);
    private DummySecurityRealm realm;

    @BeforeEach
    void users(JenkinsRule rule) {
        realm = rule.createDummySecurityRealm();
        realm.addGroups("ann", "team");
        rule.jenkins.setSecurityRealm(realm);
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(LaasPermissions.MANAGE_LABS)
                .everywhere()
                .to("keeper"));
        User.getById("ann", true);
        User.getById("keeper", true);
    }

    private Person found(UserId user) {
        return people.find(user).orElseThrow();
    }

    @Test
    void groupsAreThoseOfTheSecurityRealm() {
        assertThat(found(ANN).groups()).contains("team");
        assertThat(found(ANN).manages()).isFalse();
        assertThat(found(new UserId("keeper")).manages()).isTrue();
    }

    @Test
    void whoeverJenkinsDoesNotKnowIsInNoGroup() {
        assertThat(found(new UserId("laas-pipelines"))).isEqualTo(new Person(Set.of(), false));
    }

    @Test
    void aChangeCountsWithinAMinute() {
        assertThat(found(ANN).groups()).doesNotContain("leads");
        realm.addGroups("ann", "leads");
        now.updateAndGet(t -> t.plus(Duration.ofMinutes(1)));
        assertThat(found(ANN).groups()).contains("leads");
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsNotAnAnswer() {
        Jenkins.get().setSecurityRealm(new Silent());
        assertThat(people.find(ANN)).isEmpty();
        Jenkins.get().setSecurityRealm(realm);
        assertThat(found(ANN).groups()).contains("team");
    }

    /** A directory that cannot be reached. */
    private static final class Silent extends AbstractPasswordBasedSecurityRealm {
        @Override
        protected UserDetails authenticate2(String name, String password) {
            throw new AuthenticationServiceException("connection refused");
        }

        @Override
        public UserDetails loadUserByUsername2(String name) {
            throw new AuthenticationServiceException("connection refused");
        }

        @Override
        public GroupDetails loadGroupByGroupname2(String name, boolean members) {
            throw new AuthenticationServiceException("connection refused");
        }
    }
}
