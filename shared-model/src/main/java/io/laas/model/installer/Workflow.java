package io.laas.model.installer;

import io.laas.model.LabId;
import io.laas.model.Names;
import java.util.List;
import java.util.Set;

/**
 * What labs add to the workflow.
 *
 * @param name what the addition is called
 * @param labs the labs it is for; empty for all
 * @param tasks tasks beside the built-in ones, at most 100
 * @param questions what whoever books is asked, at most 20
 */
public record Workflow(String name, Set<LabId> labs, List<ExtraTask> tasks, List<Parameter> questions) {
    private static final int MAX_TASKS = 100;
    private static final int MAX_QUESTIONS = 20;

    public Workflow {
        Names.require("workflow name", name);
        labs = Set.copyOf(labs);
        tasks = List.copyOf(tasks);
        questions = List.copyOf(questions);
        if (tasks.size() > MAX_TASKS || questions.size() > MAX_QUESTIONS) {
            throw new IllegalArgumentException(
                    "workflow %s: it may have at most 100 tasks and 20 questions, has %d and %d"
                            .formatted(name, tasks.size(), questions.size()));
        }
        questions.stream().filter(Parameter::secret).findFirst().ifPresent(q -> {
            throw new IllegalArgumentException(
                    "workflow %s: questions must not ask for secrets, because answers are shown with the booking; %s does"
                            .formatted(name, q.name()));
        });
        if (tasks.isEmpty() && questions.isEmpty()) {
            throw new IllegalArgumentException(
                    "workflow %s: it must have tasks or questions, and has neither".formatted(name));
        }
    }

    public boolean isFor(LabId lab) {
        return labs.isEmpty() || labs.contains(lab);
    }
}
