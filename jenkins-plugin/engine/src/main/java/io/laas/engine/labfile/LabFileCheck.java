package io.laas.engine.labfile;

import io.laas.model.lab.LabProblem;
import io.laas.model.plan.Occupation;
import java.util.List;
import java.util.Optional;

/**
 * What a text would do in the place of the present one.
 *
 * @param problems why the reader does not take it, in the order of the text; empty if it does
 * @param changes what it would change; empty if it has problems, or is the same but for comments and layout
 * @param bookings those that keep hosts and static vpods standing which the text no longer has or has otherwise, by their start
 * @param forbidden why the caller may not save it; empty if they may
 */
public record LabFileCheck(
        List<LabProblem> problems, List<LabFileChange> changes, List<Occupation> bookings, Optional<String> forbidden) {
    public LabFileCheck {
        problems = List.copyOf(problems);
        changes = List.copyOf(changes);
        bookings = List.copyOf(bookings);
    }

    static LabFileCheck wrong(List<LabProblem> problems) {
        return new LabFileCheck(problems, List.of(), List.of(), Optional.empty());
    }
}
