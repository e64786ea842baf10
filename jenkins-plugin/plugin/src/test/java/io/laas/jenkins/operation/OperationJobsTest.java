package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Item;
import hudson.model.TopLevelItem;
import hudson.tasks.LogRotator;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.TaskName;
import io.laas.provisioner.Provisioner;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.BuildDiscarderProperty;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The jobs that the plugin makes and maintains, and the forms of their steps. */
@WithJenkins
class OperationJobsTest {
    private static final String OWN = "laasOperation { laasTask() }";
    private static final Pattern TASK = Pattern.compile("laasTask '([a-z]+)'");

    private final OperationJobs jobs = new OperationJobs();
    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    private WorkflowJob provision() {
        return jenkins.jenkins.getItemByFullName("laas/provision", WorkflowJob.class);
    }

    private String script() {
        return ((CpsFlowDefinition) provision().getDefinition()).getScript();
    }

    @Test
    void jobOfEachKindIsThereFromTheStart() {
        assertThat(jenkins.jenkins.getAllItems(WorkflowJob.class))
                .extracting(Item::getFullName)
                .containsExactlyInAnyOrder(
                        "laas/provision",
                        "laas/reset",
                        "laas/clean",
                        "laas/remove",
                        "laas/access",
                        "laas/check",
                        "laas/machine",
                        "laas/snapshot",
                        "laas/install");
        LogRotator kept = (LogRotator)
                provision().getProperty(BuildDiscarderProperty.class).getStrategy();
        assertThat(kept.getNumToKeep()).isEqualTo(200);
        assertThat(((CpsFlowDefinition) provision().getDefinition()).isSandbox())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void defaultPipelineNamesEveryTaskOnceAndInOrder(OperationKind kind) {
        assertThat(TASK.matcher(DefaultPipelines.text(kind)).results().map(m -> m.group(1)))
                .containsExactlyElementsOf(Provisioner.tasks(kind).stream()
                        .flatMap(List::stream)
                        .map(TaskName::name)
                        .toList());
    }

    @Test
    void unchangedJobFollowsTheNewDefault() throws Exception {
        String old = "laasOperation { laasTask() } // of an older plugin";
        WorkflowJob job = provision();
        job.setDefinition(new CpsFlowDefinition(old, true));
        job.removeProperty(DefaultPipelineProperty.class);
        job.addProperty(new DefaultPipelineProperty(OperationKind.PROVISION, DefaultPipelines.hash(old)));

        jobs.ensureAll();

        assertThat(script()).isEqualTo(DefaultPipelines.text(OperationKind.PROVISION));
    }

    @Test
    void changedJobIsLeftAloneAlsoWhenItsFormIsSaved() throws Exception {
        provision().setDefinition(new CpsFlowDefinition(OWN, true));

        jenkins.configRoundtrip(provision());
        jobs.ensureAll();

        assertThat(script()).isEqualTo(OWN);
        assertThat(provision().getProperty(DefaultPipelineProperty.class)).isNotNull();
    }

    @Test
    void deletedJobIsMadeAgain() throws Exception {
        provision().delete();

        jobs.ensureAll();

        assertThat(provision()).isNotNull();
    }

    @Test
    void itemOfTheSameNameIsNamedInTheRefusal() throws Exception {
        TopLevelItem folder = jenkins.jenkins.getItem("laas");
        folder.delete();
        jenkins.createFreeStyleProject("laas");

        assertThatThrownBy(() -> jobs.ensure(OperationKind.RESET))
                .hasMessage(
                        "Item 'laas' is there and is not a folder. Rename it; Lab as a Service then makes its own.");
    }

    @Test
    void defaultIsRestoredByOneClickOnItsPage() throws Exception {
        provision().setDefinition(new CpsFlowDefinition(OWN, true));

        HtmlPage page = jenkins.createWebClient().getPage(provision(), "laas-default-pipeline");
        jenkins.submit(page.getFormByName("restore"));

        assertThat(script()).isEqualTo(DefaultPipelines.text(OperationKind.PROVISION));
    }

    @Test
    void onlyThoseWhoManageLabsRestoreAndOnlyByPost() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, LaasPermissions.MANAGE_BOOKINGS)
                .everywhere()
                .to("mary")
                .grant(Jenkins.READ, Item.READ, LaasPermissions.MANAGE_LABS)
                .everywhere()
                .to("ada"));
        provision().setDefinition(new CpsFlowDefinition(OWN, true));
        String url = provision().getUrl() + "laas-default-pipeline/restore";

        assertThat(post("mary", url)).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        assertThat(get("ada", url)).isIn(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD);
        assertThat(script()).isEqualTo(OWN);
        assertThat(post("ada", url)).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(script()).isNotEqualTo(OWN);
    }

    private int post(String user, String url) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login(user);
        client.setThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(client.createCrumbedUrl(url), HttpMethod.POST);
        return client.getPage(request).getWebResponse().getStatusCode();
    }

    private int get(String user, String url) throws Exception {
        try {
            return jenkins.createWebClient()
                    .login(user)
                    .goTo(url)
                    .getWebResponse()
                    .getStatusCode();
        } catch (FailingHttpStatusCodeException e) {
            return e.getStatusCode();
        }
    }

    @Test
    void snippetGeneratorWritesTheStepsAndShowsTheirHelp() throws Exception {
        assertThat(snippet(TaskStep.class, "networks")).isEqualTo("laasTask 'networks'");
        assertThat(snippet(TaskStep.class, "")).startsWith("laasTask");
        assertThat(snippet(OperationStep.class, "")).startsWith("laasOperation {");
        JenkinsRule.WebClient client = jenkins.createWebClient();
        for (String page : List.of("TaskStep/help", "TaskStep/help/name", "OperationStep/help")) {
            assertThat(client.goTo("descriptor/io.laas.jenkins.operation." + page)
                            .asNormalizedText())
                    .isNotBlank();
        }
        assertThat(client.goTo("pipeline-syntax/").asXml())
                .contains("laasTask: Run a task of an operation on a virtual pod");
    }

    private String snippet(Class<?> step, String name) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        WebRequest request =
                new WebRequest(client.createCrumbedUrl("pipeline-syntax/generateSnippet"), HttpMethod.POST);
        JSONObject json = new JSONObject();
        json.put("stapler-class", step.getName());
        json.put("$class", step.getName());
        json.put("name", name);
        request.setRequestParameters(List.of(new NameValuePair("json", json.toString())));
        return client.getPage(request).getWebResponse().getContentAsString().strip();
    }
}
