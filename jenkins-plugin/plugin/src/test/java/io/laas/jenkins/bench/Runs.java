package io.laas.jenkins.bench;

import static org.awaitility.Awaitility.await;

import hudson.model.ParametersAction;
import hudson.model.StringParameterValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipeline runs, and what they cost. */
final class Runs {
    private static final Duration LONG = Duration.ofMinutes(10);
    /** What Pipeline itself writes into a run about the time of its thread. */
    private static final Pattern CPS = Pattern.compile("<string>run</string>\\s*<long>(\\d+)</long>", Pattern.DOTALL);

    private final JenkinsRule jenkins;
    private int jobs;

    Runs(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    WorkflowRun start(String script) throws Exception {
        return job(script).scheduleBuild2(0).waitForStart();
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.jenkins.createProject(WorkflowJob.class, "job" + ++jobs);
        job.setDefinition(new CpsFlowDefinition(script, true));
        job.setConcurrentBuild(true);
        return job;
    }

    /** Runs a block so many times, one after the other. */
    Cost times(String block, int times) throws Exception {
        double cpu = Cost.cpuMillis();
        WorkflowRun run =
                jenkins.waitForCompletion(start("for (int i = 0; i < %d; i++) { %s { } }".formatted(times, block)));
        jenkins.assertBuildStatusSuccess(run);
        double spent = Cost.cpuMillis() - cpu;
        return new Cost(run.getDuration(), cps(run), spent);
    }

    private static double cps(WorkflowRun run) throws IOException {
        Matcher time = CPS.matcher(Files.readString(run.getRootDir().toPath().resolve("build.xml")));
        if (!time.find()) {
            throw new IOException(run + " has no timings");
        }
        return Long.parseLong(time.group(1)) / 1e6;
    }

    /** Starts so many runs of a block and waits until all of them wait. */
    List<WorkflowRun> crowd(String block, int size) throws Exception {
        WorkflowJob job = job(block + " { }");
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            runs.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("n", String.valueOf(i))))
                    .waitForStart());
        }
        for (WorkflowRun run : runs) {
            await().atMost(LONG).until(() -> JenkinsRule.getLog(run).matches("(?s).*(in the queue|waiting for).*"));
        }
        return runs;
    }
}
