package io.laas.jenkins.operation;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.laas.model.installer.WorkflowProvider;

/**
 * Extension point of other plugins: adds tasks beside the built-in ones of operations, and questions to whoever books. Asked at each
 * booking and each operation; see {@link WorkflowProvider#workflows}.
 */
public abstract class LaasWorkflow implements WorkflowProvider, ExtensionPoint {
    /** Returns what all plugins add at present. */
    public static ExtensionList<LaasWorkflow> all() {
        return ExtensionList.lookup(LaasWorkflow.class);
    }
}
