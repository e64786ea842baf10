package io.laas.jenkins.step;

import hudson.Util;
import hudson.model.Run;
import io.laas.engine.account.RequestKey;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Makes what a step asks of the engine count once: the same for the same step of the same run, also after a crash, and for nothing
 * else; a job that is made anew counts its runs from 1 again.
 */
final class StepKey {
    private StepKey() {}

    static RequestKey of(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        FlowNode node = context.get(FlowNode.class);
        String step = "%s %d %s".formatted(run.getExternalizableId(), run.getTimeInMillis(), node.getId());
        return new RequestKey("run-" + Util.getDigestOf(step), step);
    }
}
