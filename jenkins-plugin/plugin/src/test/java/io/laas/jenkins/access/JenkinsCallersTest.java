package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingFilter;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.ApiClient;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins account whose name stands for people who are forgotten gets nowhere, whatever is granted to it. */
class JenkinsCallersTest {
    private static final String REFUSAL =
            "%s stands for people whom Lab as a Service has forgotten; nobody is let in under that name. Use another account.";

    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Test
    void nobodyCallsUnderTheNameOfTheForgotten() {
        ApiClient forgotten = client("forgotten");

        assertThat(forgotten.get("/bookings").refused(403, "FORBIDDEN")).isEqualTo(REFUSAL.formatted("forgotten"));
        assertThat(forgotten.post("/bookings", "pod", "pair", "hours", 1).refused(403, "FORBIDDEN"))
                .isEqualTo(REFUSAL.formatted("forgotten"));
        assertThat(forgotten.postNothing("/me/link-code").refused(403, "FORBIDDEN"))
                .isEqualTo(REFUSAL.formatted("forgotten"));
        assertThat(LaasRuntime.get()
                        .engine()
                        .bookings()
                        .list(BookingFilter.all(1), Caller.SYSTEM)
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forgotten", "Forgotten", "FORGOTTEN"})
    void nobodyLooksInABrowserUnderIt(String name) throws Exception {
        WebResponse answer = me(name);

        assertThat(answer.getStatusCode()).isEqualTo(403);
        assertThat(answer.getContentAsString()).contains("FORBIDDEN", REFUSAL.formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unforgotten", "forgotten.1"})
    void othersAreLetIn(String name) throws Exception {
        assertThat(client(name).get("/bookings").expect(200).path("items").isArray())
                .isTrue();
        assertThat(me(name).getStatusCode()).isEqualTo(200);
    }

    private static ApiClient client(String name) {
        return ApiClient.anonymous(SITE.api()).with("Authorization", SITE.authorization(name, Right.VIEW, Right.BOOK));
    }

    /** Logs in with a password and asks who one is. */
    private static WebResponse me(String name) throws Exception {
        SITE.grant(name, Jenkins.READ, LaasPermissions.VIEW, LaasPermissions.BOOK);
        JenkinsRule.WebClient browser = SITE.rule().createWebClient().withThrowExceptionOnFailingStatusCode(false);
        browser.login(name, name);
        assertThat(User.getById(name, false)).isNotNull();
        return browser.loadWebResponse(new WebRequest(new URL(SITE.api() + "/me")));
    }
}
