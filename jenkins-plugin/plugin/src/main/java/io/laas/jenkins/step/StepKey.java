package io.laas.jenkins.step;

import hudson.Util;
import hudson.model.Run;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Makes what a step asks of the engine count once: the same for the same step of the same run, also after a crash, and for nothing
 * else; a job that is made anew counts its runs from 1 again.
 */
final class StepKey {
    private StepKey() {}

    static String of(StepContext context, FlowNode node) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        return "run-"
                + Util.getDigestOf(
                        "%s %d %s".formatted(run.getExternalizableId(), run.getTimeInMillis(), node.getId()));
    }
}
