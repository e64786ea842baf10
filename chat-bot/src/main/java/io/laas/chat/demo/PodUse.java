package io.laas.chat.demo;

import io.laas.model.operation.PodAccess;

/** What the demo does on the machines themselves, as their user. Each returns what was seen. */
interface PodUse {
    /** Returns what a stage is called when machines are used this way. */
    String title(Stage stage);

    /** Returns whether anything is done in the stage. */
    boolean happens(Stage stage);

    /** Makes the user's key and returns its public half. */
    String newKey() throws DemoFailed, InterruptedException;

    /**
     * Makes sure that the pod is of the kind that was asked for.
     *
     * @throws DemoFailed if a simulated pod was handed over for a real one, or a real one for a simulated
     */
    void require(PodAccess access) throws DemoFailed;

    /** Logs in to the jump host. */
    String login(PodAccess access) throws DemoFailed, InterruptedException;

    /** Leaves a file on a node. */
    String write(PodAccess access) throws DemoFailed, InterruptedException;

    /** Sees that the file is gone. */
    String seeGone(PodAccess access) throws DemoFailed, InterruptedException;

    /** Returns what a person would type to log in. */
    String typed(PodAccess access) throws DemoFailed;
}
