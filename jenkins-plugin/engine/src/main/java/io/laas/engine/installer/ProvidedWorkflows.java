package io.laas.engine.installer;

import io.laas.model.installer.Workflow;
import io.laas.model.installer.WorkflowProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What programs add to the workflow. A provider that fails adds nothing; the log says each trouble once. Thread-safe. */
final class ProvidedWorkflows {
    private static final Logger LOG = LoggerFactory.getLogger(ProvidedWorkflows.class);
    private static final int MAX_TOLD = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Supplier<? extends List<? extends WorkflowProvider>> providers = List::of;

    void from(Supplier<? extends List<? extends WorkflowProvider>> supplier) {
        providers = supplier;
    }

    /** Returns the workflows by their names; of two with one name the first counts. */
    Map<String, Workflow> all() {
        Map<String, Workflow> all = new TreeMap<>();
        for (WorkflowProvider provider : providers.get()) {
            for (Workflow workflow : of(provider)) {
                if (all.putIfAbsent(workflow.name(), workflow) != null) {
                    tell("Workflow %s of %s does not count: another plugin has one of that name"
                            .formatted(workflow.name(), provider.getClass().getName()));
                }
            }
        }
        return all;
    }

    /** Code from elsewhere: it may also have been built against another version. */
    private List<Workflow> of(WorkflowProvider provider) {
        try {
            return List.copyOf(provider.workflows());
        } catch (RuntimeException | LinkageError e) {
            tell("%s adds nothing to the workflow: %s"
                    .formatted(provider.getClass().getName(), e));
            return List.of();
        }
    }

    private void tell(String sentence) {
        if (told.size() < MAX_TOLD && told.add(sentence)) {
            LOG.warn(sentence);
        }
    }
}
