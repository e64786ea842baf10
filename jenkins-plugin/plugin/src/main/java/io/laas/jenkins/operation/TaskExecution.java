package io.laas.jenkins.operation;

import hudson.model.Computer;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The run of {@code laasTask}. Remembers which task and on which agent; resumed, it asks for the same again. */
final class TaskExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String task;
    private String operation;
    private String node;
    private transient volatile TaskErrand errand;

    TaskExecution(StepContext context, String task) {
        super(context);
        this.task = task;
    }

    @Override
    public boolean start() throws Exception {
        operation = getContext().get(OperationScope.class).operation();
        Computer computer = getContext().get(Computer.class);
        node = computer == null ? null : computer.getName();
        send();
        return false;
    }

    @Override
    public void onResume() {
        send();
    }

    private void send() {
        TaskErrand fresh = new TaskErrand(getContext(), operation, task, Optional.ofNullable(node));
        errand = fresh;
        RunOperations.instance().errands().begin(fresh);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        TaskErrand now = errand;
        if (now == null) {
            super.stop(cause);
        } else {
            now.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        TaskErrand now = errand;
        return now == null ? "not resumed yet" : now.status();
    }

    @Override
    public boolean blocksRestart() {
        return false;
    }
}
