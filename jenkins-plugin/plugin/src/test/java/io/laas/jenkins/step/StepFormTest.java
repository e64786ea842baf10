package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.laas.jenkins.operation.OperationStep;
import io.laas.jenkins.operation.TaskStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
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
        LaasRunStep run = new LaasRunStep("id\nuname");
        run.setMachine("jump");
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
    void bindsTheFormsOfTheOtherStepsToo(JenkinsRule jenkins) throws Exception {
        StepConfigTester tester = new StepConfigTester(jenkins);
        LaasBookStep book = new LaasBookStep("small");
        book.setLength("1d 12h");
        book.setWait("1h");
        book.setCollaborators("bob");
        jenkins.assertEqualDataBoundBeans(book, tester.configRoundTrip(book));
        for (ScopedStep step : List.of(new LaasResetStep(), new LaasStatusStep(), new LaasInstallStep("hello-world"))) {
            step.setBooking("b-7");
            jenkins.assertEqualDataBoundBeans(step, tester.configRoundTrip(step));
        }
        LaasSnapshotStep snapshot = new LaasSnapshotStep("db");
        snapshot.setMachine("node1");
        snapshot.setPowerOff(true);
        jenkins.assertEqualDataBoundBeans(snapshot, tester.configRoundTrip(snapshot));
        TaskStep task = new TaskStep("machines");
        jenkins.assertEqualDataBoundBeans(task, tester.configRoundTrip(task));
        jenkins.assertEqualDataBoundBeans(new OperationStep(), tester.configRoundTrip(new OperationStep()));
    }

    /** What the snippet generator shows is what people paste, so it must be short and must run. */
    @Test
    void generatesSnippetsThatPeopleWouldWrite(JenkinsRule jenkins) throws Exception {
        LaasBookStep book = new LaasBookStep("small");
        book.setHours(2);
        book.setPurpose("it's nightly");
        LaasRunStep run = new LaasRunStep("uname -a");
        run.setReturnStdout(true);
        LaasExtendStep extend = new LaasExtendStep();
        extend.setLength("30m");
        assertThat(Snippetizer.object2Groovy(book))
                .isEqualTo("laasBook(hours: 2, pod: 'small', purpose: 'it\\'s nightly') {\n    // some block\n}");
        assertThat(Snippetizer.object2Groovy(new LaasBookStep("small")))
                .isEqualTo("laasBook('small') {\n    // some block\n}");
        assertThat(Snippetizer.object2Groovy(new LaasRunStep("uptime"))).isEqualTo("laasRun 'uptime'");
        assertThat(Snippetizer.object2Groovy(run)).isEqualTo("laasRun returnStdout: true, script: 'uname -a'");
        assertThat(Snippetizer.object2Groovy(extend)).isEqualTo("laasExtend length: '30m'");
        assertThat(Snippetizer.object2Groovy(new LaasResetStep())).isEqualTo("laasReset()");
        assertThat(Snippetizer.object2Groovy(new LaasInstallStep("hello-world")))
                .isEqualTo("laasInstall 'hello-world'");
        assertThat(Snippetizer.object2Groovy(new LaasSnapshotStep("db"))).isEqualTo("laasSnapshot 'db'");
        assertThat(Snippetizer.object2Groovy(new LaasReleaseStep())).isEqualTo("laasRelease()");
        assertThat(Snippetizer.object2Groovy(new TaskStep("machines"))).isEqualTo("laasTask 'machines'");
        assertThat(Snippetizer.object2Groovy(new TaskStep(""))).isEqualTo("laasTask()");
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
