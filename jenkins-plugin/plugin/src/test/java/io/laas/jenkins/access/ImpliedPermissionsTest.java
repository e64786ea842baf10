package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import hudson.security.Permission;
import io.laas.engine.account.Right;
import io.laas.jenkins.testing.FakeOperations;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ImpliedPermissionsTest {
    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Test
    void eachPermissionBringsWhatItImpliesAndNoMore(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());

        assertThat(rights(jenkins, LaasPermissions.VIEW)).containsExactlyInAnyOrder(Right.VIEW);
        assertThat(rights(jenkins, LaasPermissions.EXTEND)).containsExactlyInAnyOrder(Right.EXTEND);
        assertThat(rights(jenkins, LaasPermissions.RESET)).containsExactlyInAnyOrder(Right.RESET);
        assertThat(rights(jenkins, LaasPermissions.BOOK))
                .containsExactlyInAnyOrder(Right.VIEW, Right.BOOK, Right.EXTEND, Right.RESET);
        assertThat(rights(jenkins, LaasPermissions.MANAGE_BOOKINGS))
                .containsExactlyInAnyOrder(Right.VIEW, Right.BOOK, Right.EXTEND, Right.RESET, Right.MANAGE_BOOKINGS);
        assertThat(rights(jenkins, LaasPermissions.MANAGE_LABS))
                .contains(Right.MANAGE_LABS, Right.VIEW)
                .doesNotContain(Right.BOOK, Right.MANAGE_BOOKINGS);
        assertThat(rights(jenkins, LaasPermissions.ACT_FOR)).containsExactlyInAnyOrder(Right.ACT_FOR);
        assertThat(rights(jenkins, LaasPermissions.SERVE_LAB)).containsExactlyInAnyOrder(Right.SERVE_LAB);
        assertThat(rights(jenkins, Jenkins.READ)).isEmpty();
    }

    @Test
    void administratorsActForNobodyUnlessTheyAreTold(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());

        assertThat(rights(jenkins, Jenkins.ADMINISTER))
                .contains(Right.MANAGE_BOOKINGS, Right.MANAGE_LABS, Right.BOOK)
                .doesNotContain(Right.ACT_FOR, Right.SERVE_LAB);
    }

    private static Set<Right> rights(JenkinsRule jenkins, Permission permission) {
        String user = "holder-of-" + permission.name.toLowerCase(java.util.Locale.ROOT);
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(permission).everywhere().to(user));
        return new JenkinsCallers().rights(User.getById(user, true).impersonate2());
    }
}
