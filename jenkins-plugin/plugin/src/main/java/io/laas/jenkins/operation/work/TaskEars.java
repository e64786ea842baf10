package io.laas.jenkins.operation.work;

/** Hears on the controller how tasks go on; calls come over the connection to the agent, one after the other. */
public interface TaskEars {
    /**
     * A task has changed.
     *
     * @param report the text form of a {@link io.laas.model.operation.TaskReport}
     */
    void heard(String report);
}
