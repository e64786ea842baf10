package io.laas.jenkins.operation;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.laas.engine.Engine;
import io.laas.engine.port.PodOperations;

/**
 * Does the engine's work on pods in this Jenkins; the one with the highest ordinal is used. As shipped that is
 * {@link RunOperations}.
 */
public abstract class JenkinsOperations implements PodOperations, ExtensionPoint {
    /** Returns the one in use. */
    public static JenkinsOperations get() {
        return ExtensionList.lookup(JenkinsOperations.class).get(0);
    }

    /** Hears of the engine once it is open; before anything is asked of it. */
    public void serve(Engine engine) {}

    /** Hears that jobs are loaded: from now on runs may be looked for and scheduled. */
    public void jobsAreLoaded() {}

    /** Hears that Jenkins ends: nothing is reported to the engine any more. */
    public void close() {}
}
