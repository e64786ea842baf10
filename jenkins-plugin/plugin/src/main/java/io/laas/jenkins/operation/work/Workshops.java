package io.laas.jenkins.operation.work;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.Serializable;

/**
 * Knows the workshop of a process. The one with the highest ordinal is used; it travels to the agent and is asked there, so it
 * keeps nothing that cannot travel.
 */
public abstract class Workshops implements ExtensionPoint, Serializable {
    private static final long serialVersionUID = 1L;

    /** Returns the one in use; on the controller only. */
    public static Workshops get() {
        return ExtensionList.lookup(Workshops.class).get(0);
    }

    /** Returns the workshop of this process, always the same. Nothing native is loaded before it is asked to do something. */
    public abstract Workshop here();
}
