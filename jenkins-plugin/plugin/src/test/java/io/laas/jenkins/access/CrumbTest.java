package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import io.laas.engine.account.Right;
import io.laas.jenkins.testing.JenkinsSite;
import java.net.URL;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;

/** A page of another site cannot change anything with a visitor's session. */
class CrumbTest {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Test
    void aSessionNeedsACrumbToChangeAnything() throws Exception {
        SITE.token("carla", Right.VIEW, Right.BOOK);
        SITE.grant("carla", jenkins.model.Jenkins.READ);
        JenkinsRule.WebClient browser = SITE.rule().createWebClient().withThrowExceptionOnFailingStatusCode(false);
        browser.login("carla", "carla");

        assertThat(browser.loadWebResponse(new WebRequest(zone())).getStatusCode())
                .as("reading what can only be changed")
                .isEqualTo(405);
        assertThat(browser.loadWebResponse(post()).getStatusCode()).isEqualTo(403);
        WebRequest withCrumb = post();
        withCrumb.setAdditionalHeader(
                SITE.rule().jenkins.getCrumbIssuer().getCrumbRequestField(),
                SITE.rule().jenkins.getCrumbIssuer().getCrumb((jakarta.servlet.ServletRequest) null));
        WebResponse answer = browser.loadWebResponse(withCrumb);
        assertThat(answer.getStatusCode()).as(answer.getContentAsString()).isEqualTo(200);
    }

    @Test
    void aProgramWithAnApiTokenNeedsNone() throws Exception {
        String token = SITE.token("dora", Right.VIEW, Right.BOOK);
        WebRequest request = post();
        request.setAdditionalHeader("Authorization", JenkinsSite.basic("dora", token));

        WebResponse answer = SITE.rule()
                .createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .loadWebResponse(request);

        assertThat(answer.getStatusCode()).as(answer.getContentAsString()).isEqualTo(200);
        assertThat(User.getById("dora", false)).isNotNull();
    }

    private static URL zone() throws Exception {
        return new URL(SITE.api() + "/me/zone");
    }

    private static WebRequest post() throws Exception {
        WebRequest request = new WebRequest(zone(), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/json");
        request.setRequestBody("{\"zone\":\"Europe/Paris\"}");
        return request;
    }
}
