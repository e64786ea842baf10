package io.laas.engine.installer;

import io.laas.model.LabId;
import io.laas.model.installer.ExtraTask;
import io.laas.model.installer.Parameter;
import io.laas.model.installer.Workflow;
import io.laas.model.installer.WorkflowProvider;
import io.laas.model.lab.LabProblem;
import io.laas.model.lab.WorkflowFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What labs add to the workflow by files, and plugins by programs. All count in the order of their names; a file takes the place of
 * what a plugin provides under the same name. Changes are seen at once. Thread-safe.
 */
public final class Workflows {
    private static final Logger LOG = LoggerFactory.getLogger(Workflows.class);

    private final DroppedFiles files = new DroppedFiles("workflows", this::forget, this::read);
    private final Map<String, Workflow> dropped = new TreeMap<>();
    private final List<LabProblem> wrong = new ArrayList<>();
    private final ProvidedWorkflows provided = new ProvidedWorkflows();

    /** Sets where labs drop files; directories that are not there count as empty. */
    public void in(List<Path> directories) {
        files.in(directories);
    }

    /** Sets who else adds to the workflow; asked anew each time. */
    public void providedBy(Supplier<? extends List<? extends WorkflowProvider>> providers) {
        provided.from(providers);
    }

    /** Returns the tasks that a lab adds to operations, in their order; two of one name count once, the first. */
    public List<ExtraTask> tasks(LabId lab) {
        Map<String, ExtraTask> result = new java.util.LinkedHashMap<>();
        current(lab)
                .forEach(w -> w.tasks()
                        .forEach(t -> result.putIfAbsent(
                                t.operation() + " " + t.step().name(), t)));
        return List.copyOf(result.values());
    }

    /** Returns what a lab asks whoever books; two questions of one name count once, the first. */
    public List<Parameter> questions(LabId lab) {
        Map<String, Parameter> result = new java.util.LinkedHashMap<>();
        current(lab).forEach(w -> w.questions().forEach(q -> result.putIfAbsent(q.name(), q)));
        return List.copyOf(result.values());
    }

    /** Returns what is wrong with files; what they say does not count. */
    public synchronized List<LabProblem> problems() {
        List<LabProblem> problems = new ArrayList<>(files.refresh());
        problems.addAll(wrong);
        return List.copyOf(problems);
    }

    private List<Workflow> current(LabId lab) {
        Map<String, Workflow> all = provided.all();
        all.putAll(ofFiles());
        return all.values().stream().filter(w -> w.isFor(lab)).toList();
    }

    private synchronized Map<String, Workflow> ofFiles() {
        files.refresh();
        return Map.copyOf(dropped);
    }

    private void forget() {
        dropped.clear();
        wrong.clear();
    }

    private void read(String text, String source) {
        WorkflowFile.Result result = WorkflowFile.parse(text, source);
        List<LabProblem> problems = new ArrayList<>(result.problems());
        result.workflow()
                .filter(w -> dropped.putIfAbsent(w.name(), w) != null)
                .ifPresent(w -> problems.add(DroppedFiles.problem(
                        source,
                        "describes workflow %s, which another file does too; give it another name"
                                .formatted(w.name()))));
        problems.forEach(p -> LOG.warn("A workflow does not count: {}", p));
        wrong.addAll(problems);
    }
}
