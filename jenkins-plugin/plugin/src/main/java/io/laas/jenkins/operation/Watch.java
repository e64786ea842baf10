package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.model.queue.QueueListener;

/** What Jenkins tells of its start and of runs. */
final class Watch {
    private Watch() {}

    /** Jobs, queue and runs are loaded. */
    @Extension
    public static final class Start extends ItemListener {
        @Override
        public void onLoaded() {
            RunOperations.instance().jenkinsIsUp();
        }
    }

    /** Runs that end or are deleted. */
    @Extension
    public static final class Runs extends RunListener<Run<?, ?>> {
        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            RunOperations.instance()
                    .over(
                            run,
                            "Run %s ended (%s) before the operation was done; its log tells why."
                                    .formatted(run.getFullDisplayName(), run.getResult()));
        }

        @Override
        public void onDeleted(Run<?, ?> run) {
            RunOperations.instance()
                    .over(run, "Run %s was deleted before the operation was done.".formatted(run.getFullDisplayName()));
        }
    }

    /** Runs that are taken out of the queue. */
    @Extension
    public static final class Waiting extends QueueListener {
        @Override
        public void onLeft(Queue.LeftItem item) {
            OperationAction action = item.isCancelled() ? item.getAction(OperationAction.class) : null;
            if (action != null) {
                RunOperations.instance().notRun(action);
            }
        }
    }
}
