package io.laas.model.lab;

import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.installer.ExtraTask;
import io.laas.model.installer.Parameter;
import io.laas.model.installer.Step;
import io.laas.model.installer.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the YAML text of a lab's additions to the workflow: tasks of its own beside the built-in ones, and questions to whoever
 * books. Strict like {@link LabFile}; nothing is thrown.
 */
public final class WorkflowFile {
    static final List<String> KEYS = List.of("workflow", "labs", "tasks", "questions");
    static final List<String> TASK_KEYS = taskKeys();

    private static final int MAX_CHARACTERS = 256 * 1024;

    private WorkflowFile() {}

    /**
     * What comes of reading one.
     *
     * @param workflow what the file says, if nothing is wrong
     * @param problems everything that is wrong otherwise
     */
    public record Result(Optional<Workflow> workflow, List<LabProblem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private static List<String> taskKeys() {
        List<String> keys = new ArrayList<>(StepReader.KEYS);
        keys.addAll(List.of("operation", "before", "after", "on-failure"));
        return List.copyOf(keys);
    }

    /**
     * Reads the text.
     *
     * @param sourceName name of the file for messages
     */
    public static Result parse(String text, String sourceName) {
        Reading reading = new Reading(sourceName, Reading.Form.WORKFLOW);
        if (text.length() > MAX_CHARACTERS) {
            reading.problem(0, 0, "", "must be at most 256 KiB long");
            return new Result(Optional.empty(), reading.problems());
        }
        Optional<Workflow> workflow = YamlDocument.compose(text, reading)
                .flatMap(root -> new YamlValue(reading, "", root).object(KEYS, WorkflowFile::read));
        return new Result(workflow.filter(w -> reading.problems().isEmpty()), reading.problems());
    }

    /** Returns the keys each part may have, by the part's name in the reference. */
    static Map<String, List<String>> knownKeys() {
        return Map.of("file", KEYS, "tasks", TASK_KEYS, "questions", InstallerReader.PARAMETER_KEYS);
    }

    private static Supplier<Workflow> read(YamlFields f) {
        String name = f.parsed("workflow", n -> Names.require("workflow name", n));
        Set<LabId> labs = new HashSet<>();
        f.items("labs").forEach(v -> v.parsed(LabId::new).ifPresent(labs::add));
        Section<ExtraTask> tasks = Section.of("task", "workflow", f.items("tasks"), WorkflowFile::task);
        Section<Parameter> questions = InstallerReader.parameters("workflow", f.items("questions"));
        return () -> new Workflow(name, labs, tasks.list(), questions.list());
    }

    private static Optional<ExtraTask> task(YamlValue item) {
        return item.object(TASK_KEYS, f -> {
            Supplier<Step> step = StepReader.step(item, f);
            String operation = f.text("operation");
            if (f.value("before").isPresent() == f.value("after").isPresent()) {
                item.wrong("must have one of the keys before and after, with the name of a built-in task");
            }
            ExtraTask.Place place = f.value("before").isPresent() ? ExtraTask.Place.BEFORE : ExtraTask.Place.AFTER;
            String task = f.text("before", f.text("after", ""));
            ExtraTask.OnFailure onFailure = f.choice("on-failure", ExtraTask.OnFailure.FAIL);
            return () -> new ExtraTask(operation, place, task, step.get(), onFailure);
        });
    }
}
