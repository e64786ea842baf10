package io.laas.jenkins.config;

import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads all labs of a configuration together, since names of labs, hosts and vpods may be there once only. */
final class LabTexts {
    private final List<Lab> labs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<Object> names = new HashSet<>();

    private LabTexts() {}

    /**
     * Reads the labs.
     *
     * @throws IllegalArgumentException with every problem of every lab, one a line
     */
    static List<Lab> read(List<LabDefinition> definitions) {
        LabTexts texts = new LabTexts();
        for (int i = 0; i < definitions.size(); i++) {
            String source = definitions.size() == 1 ? "lab" : "lab " + (i + 1);
            texts.take(source, definitions.get(i).read(source));
        }
        if (!texts.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", texts.problems));
        }
        return List.copyOf(texts.labs);
    }

    private void take(String source, LabFileResult result) {
        if (result instanceof LabFileResult.Bad bad) {
            bad.problems().stream().map(LabProblem::toString).forEach(problems::add);
            return;
        }
        Lab lab = ((LabFileResult.Good) result).lab();
        once(source, "lab", lab.id());
        lab.hosts().forEach(host -> once(source, "host", host.id()));
        lab.vpods().forEach(vpod -> once(source, "vpod", vpod.id()));
        labs.add(lab);
    }

    private void once(String source, String what, Object id) {
        if (!names.add(id)) {
            problems.add("%s: there is a %s %s in a lab above already; give one of them another name"
                    .formatted(source, what, id));
        }
    }
}
