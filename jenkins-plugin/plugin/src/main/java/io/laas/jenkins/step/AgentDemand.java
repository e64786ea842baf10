package io.laas.jenkins.step;

import hudson.Extension;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution.PlaceholderTask;

/** Hears when a {@code node} step wants a machine of a pod; also after a restart, when steps ask for their agents again. */
@Extension
public final class AgentDemand extends QueueListener {
    @Override
    public void onEnterBuildable(Queue.BuildableItem item) {
        Label label = item.getAssignedLabel();
        if (label != null && item.task instanceof PlaceholderTask) {
            AgentName.parse(label.getName())
                    .ifPresent(name -> StepWork.apart(() -> PodAgents.get().bring(name, item)));
        }
    }
}
