package io.laas.web.standalone;

import io.laas.model.installer.WorkflowProvider;
import java.nio.file.Path;
import java.util.List;

/**
 * What is added to the server as it comes.
 *
 * @param besides directories beside lab files, in whose {@code installers} and {@code workflow} labs drop files
 * @param providers what plugins add to the workflow
 */
record Additions(List<Path> besides, List<WorkflowProvider> providers) {
    static final Additions NONE = new Additions(List.of(), List.of());

    Additions {
        besides = List.copyOf(besides);
        providers = List.copyOf(providers);
    }
}
