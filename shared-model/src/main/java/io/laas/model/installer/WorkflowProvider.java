package io.laas.model.installer;

import java.util.List;

/**
 * Adds to the workflow of labs from a program: tasks beside the built-in ones of operations, and questions to whoever books. What it
 * provides counts as if it stood in a file of the lab's own, with the same order, failure and roll-back; a file with a workflow of the
 * same name takes its place.
 *
 * <p>The stand-alone server finds providers with {@link java.util.ServiceLoader} in the jars of {@code --plugins}; in Jenkins they
 * are extensions. {@link io.laas.model.lab.WorkflowFile#parse} makes workflows of YAML text.
 */
public interface WorkflowProvider {
    /**
     * Returns what is added at present. Asked at each booking and each operation, on any thread: the answer must come from memory. If
     * it throws, it adds nothing, and the log says so.
     */
    List<Workflow> workflows();
}
