package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StepFormTest {
    @TestExtension
    public static final class Pods extends StepPods {}

    @Test
    void bindsEveryFieldOfTheForms(JenkinsRule jenkins) throws Exception {
        StepConfigTester tester = new StepConfigTester(jenkins);
        LaasBookForRunStep book = new LaasBookForRunStep("small");
        book.setLab("demo");
        book.setConfig("hello");
        book.setVpod("v1");
        book.setHours(2);
        book.setLength("90m");
        book.setWait("1h");
        book.setPurpose("nightly");
        book.setProject("p");
        book.setCollaborators("bob, eve");
        book.setKeep(true);
        jenkins.assertEqualDataBoundBeans(book, tester.configRoundTrip(book));
        LaasRunStep run = new LaasRunStep("jump", "id\nuname");
        run.setReturnStdout(true);
        run.setTimeout("10m");
        run.setBooking("b-1");
        jenkins.assertEqualDataBoundBeans(run, tester.configRoundTrip(run));
        LaasExtendStep extend = new LaasExtendStep();
        extend.setHours(3);
        jenkins.assertEqualDataBoundBeans(extend, tester.configRoundTrip(extend));
        LaasReleaseStep release = new LaasReleaseStep();
        release.setWait(true);
        release.setReason("done");
        jenkins.assertEqualDataBoundBeans(release, tester.configRoundTrip(release));
    }

    @Test
    void namesPodsOnlyToThoseWhoMaySeeThem(JenkinsRule jenkins) throws Exception {
        StepPods.reset();
        Site.with(jenkins, 1);
        try (ACLContext context = ACL.as(User.getById("eve", true))) {
            assertThat(StepForm.pods()).containsExactly("small");
            assertThat(StepForm.checkPod("other").kind).isEqualTo(FormValidation.Kind.WARNING);
        }
        try (ACLContext context = ACL.as(User.getById("mallory", true))) {
            assertThat(StepForm.pods()).isEmpty();
            assertThat(StepForm.labs()).isEmpty();
            assertThat(StepForm.configs()).isEmpty();
            assertThat(StepForm.checkPod("other").kind).isEqualTo(FormValidation.Kind.OK);
        }
        assertThat(StepForm.checkLength("wait", "soon").kind).isEqualTo(FormValidation.Kind.ERROR);
    }
}
